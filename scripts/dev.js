// `npm run dev`: compiles, builds the panel and starts the server, and repeats each step when its sources change. Ctrl-C
// ends all processes.
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const DEBOUNCE_MS = 150;

const children = new Set();
let server;
let isEnding = false;
let isPanelStale = true;
let isRefreshing = false;
let needsRefresh = false;

process.chdir(root);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));

onChange('src/admin/components', () => (isPanelStale = true));
onChange('views');
onChange('public');
compile();

/** Starts the compiler, which watches `src` itself. Each successful compilation restarts the server. */
function compile() {
  const project = ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'];
  const compiler = run([join(root, 'node_modules/typescript/bin/tsc'), ...project], ['ignore', 'pipe', 'inherit']);
  let incompleteLine = '';
  compiler.stdout.on('data', (text) => {
    process.stdout.write(text);
    const lines = (incompleteLine + text).split('\n');
    incompleteLine = lines.pop();
    if (lines.some((line) => /Found 0 errors/.test(line))) void refresh();
  });
  compiler.once('exit', () => isEnding || end());
}

function onChange(folder, handler = () => undefined) {
  let timer;
  watch(join(root, folder), { recursive: true }, () => {
    handler();
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), DEBOUNCE_MS);
  });
}

/** Refreshes never run in parallel: a change during a refresh causes another one after it. */
async function refresh() {
  needsRefresh = true;
  if (isRefreshing) return;
  isRefreshing = true;
  while (needsRefresh && !isEnding && existsSync('dist/admin/bundle.js')) {
    needsRefresh = false;
    if (isPanelStale) await buildPanel();
    await restart();
  }
  isRefreshing = false;
}

/** Reports a failed build and keeps the previous panel. */
async function buildPanel() {
  isPanelStale = false;
  const code = await ended(run(['dist/admin/bundle.js']));
  console.log(code === 0 ? 'The panel is built.' : 'The panel could not be built. Waiting for a change.');
}

/** With the options of `npm run serve`, and source maps. */
async function restart() {
  if (server) await stopped(server);
  if (isEnding) return;
  const child = run(['--max-semi-space-size=64', '--enable-source-maps', 'dist/main.js']);
  server = child;
  child.once('exit', (code) => {
    if (server !== child) return;
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

/** The terminal sends Ctrl-C to all processes. The SIGTERM is for signals that only this process received. */
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
