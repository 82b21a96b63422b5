// `npm run dev`: compiles, builds the panel, starts the server, and does each again when its sources change. Ctrl-C ends
// everything.
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const SETTLE_MS = 150;

const children = new Set();
let server;
let isEnding = false;
let isPanelStale = true;
let isWorking = false;
let isDirty = false;

process.chdir(root);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));

onChange('src/admin/components', () => (isPanelStale = true));
onChange('views');
onChange('public');
compile();

/** The compiler watches `src` by itself, and says when it is done. */
function compile() {
  const project = ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'];
  const compiler = run([join(root, 'node_modules/typescript/bin/tsc'), ...project], ['ignore', 'pipe', 'inherit']);
  let said = '';
  compiler.stdout.on('data', (text) => {
    process.stdout.write(text);
    const lines = (said + text).split('\n');
    said = lines.pop();
    if (lines.some((line) => /Found 0 errors/.test(line))) void refresh();
  });
  compiler.once('exit', () => isEnding || end());
}

function onChange(folder, mark = () => undefined) {
  let timer;
  watch(join(root, folder), { recursive: true }, () => {
    mark();
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), SETTLE_MS);
  });
}

/** One at a time; what changes meanwhile is done after it. */
async function refresh() {
  isDirty = true;
  if (isWorking) return;
  isWorking = true;
  while (isDirty && !isEnding && existsSync('dist/admin/bundle.js')) {
    isDirty = false;
    if (isPanelStale) await buildPanel();
    await restart();
  }
  isWorking = false;
}

/** A panel that cannot be built is reported, and the last one stays. */
async function buildPanel() {
  isPanelStale = false;
  const code = await ended(run(['dist/admin/bundle.js']));
  console.log(code === 0 ? 'The panel is built.' : 'The panel was not built. Waiting for a change.');
}

async function restart() {
  if (server) await stopped(server);
  if (isEnding) return;
  const started = run(['--enable-source-maps', 'dist/main.js']);
  server = started;
  started.once('exit', (code) => {
    if (server !== started) return;
    server = undefined;
    if (!isEnding) console.log(`The server ended (${code}). Waiting for a change.`);
  });
}

function stopped(child) {
  server = undefined;
  child.kill('SIGTERM');
  return ended(child);
}

function run(args, stdio = 'inherit') {
  const child = spawn(process.execPath, args, { stdio });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

const ended = (child) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', resolve));

/** The server stops by itself at the terminal's Ctrl-C; SIGTERM tells it when only this process was told. */
async function end() {
  if (isEnding) return;
  isEnding = true;
  const ending = [...children].map((child) => {
    child.kill('SIGTERM');
    return ended(child);
  });
  await Promise.all(ending);
  process.exit(0);
}
