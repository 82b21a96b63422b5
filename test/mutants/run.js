// Takes one guard after the other away from a copy of the built server and runs the tests that must notice.
// Usage, after `npm run build`: node test/mutants/run.js [--lines] [--shard=1/2] [part of a mutant's name …]
// With --lines no test is run: it only checks that the built server still has the lines, and the specs the tests, that
// the mutants name. With --shard=1/2, every second mutant, from the first on.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { mutants } from './mutants.js';
import { testNames } from './test-names.js';

const repository = join(import.meta.dirname, '../..');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const shard = /^--shard=(\d+)\/(\d+)$/.exec(process.argv.find((word) => word.startsWith('--shard=')) ?? '--shard=1/1');
const onlyLines = process.argv.includes('--lines');
// A server that does not even start proves nothing about the guard.
const BROKEN = /before it said|did not start|Cannot find module|SyntaxError/;

const named = mutants.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
const chosen = named.filter((_, index) => index % Number(shard[2]) === Number(shard[1]) - 1);
/** Whether the tests pass without the mutation, by spec and tests: several mutants may name the same. */
const controls = new Map();
const names = onlyLines ? testNames(chosen.map(({ spec }) => spec)) : undefined;
const results = chosen.map((mutant) => ({
  ...mutant,
  verdict: said(mutant, missing(mutant) ?? withoutTest(mutant) ?? (onlyLines ? 'found' : judge(mutant))),
}));
const survivors = results.filter(({ verdict }) => !['noticed', 'found'].includes(verdict));
for (const { name, verdict } of survivors) console.log(`✕ ${name}: ${verdict.split('\n')[0]}`);
console.log(`tests: ${results.length - survivors.length} passed, ${survivors.length} failed`);
process.exitCode = survivors.length > 0 || results.length === 0 ? 1 : 0;

function said({ name }, verdict) {
  console.log(`${name}: ${verdict}`);
  return verdict;
}

/** The guard may have moved, or may be written otherwise: then the mutant must be written anew. */
function missing({ changes }) {
  const gone = changes.filter(({ file, text }) => places(join(repository, 'dist'), file, text) !== 1);
  if (gone.length === 0) return undefined;
  const lines = gone.map(
    ({ file, text }) => `  ${places(join(repository, 'dist'), file, text)} × in dist/${file}: ${text}`,
  );
  return `LINE NOT FOUND, or more than once\n${lines.join('\n')}`;
}

/** A test may have been renamed. */
function withoutTest({ spec, tests }) {
  if (!names || names.get(spec)?.some((name) => new RegExp(tests, 'i').test(name))) return undefined;
  return `NO TEST in ${spec} matches: ${tests}`;
}

function places(dist, file, text) {
  const path = pathOf(dist, file);
  return existsSync(path) ? readFileSync(path, 'utf8').split(text).length - 1 : 0;
}

/** The panel's scripts and styles have a hash in their names, which is written as `*`. */
function pathOf(dist, file) {
  const [beginning, end] = basename(file).split('*');
  const folder = join(dist, dirname(file));
  if (end === undefined || !existsSync(folder)) return join(dist, file);
  const found = readdirSync(folder).find((name) => name.startsWith(beginning) && name.endsWith(end));
  return join(folder, found ?? basename(file));
}

function judge(mutant) {
  const verdict = withDist(mutant.changes, (dist) => {
    const { status, stdout } = runTests(mutant, dist);
    if (status === 0) return 'SURVIVED';
    if (!/^tests: .* [1-9]\d* failed/m.test(stdout)) return `NOT RUN\n${stdout}`;
    const { says } = mutant;
    return (says ? !stdout.includes(says) : BROKEN.test(stdout)) ? `BROKEN\n${stdout}` : 'noticed';
  });
  return verdict === 'noticed' && !passesWithout(mutant) ? 'FAILS WITHOUT THE MUTATION TOO' : verdict;
}

function passesWithout(mutant) {
  const key = `${mutant.spec} ${mutant.tests}`;
  if (!controls.has(key)) controls.set(key, runTests(mutant, join(repository, 'dist')).status === 0);
  return controls.get(key);
}

function withDist(changes, use) {
  const folder = mkdtempSync(join(tmpdir(), 'toodat-mutant-'));
  try {
    const dist = join(folder, 'dist');
    cpSync(join(repository, 'dist'), dist, { recursive: true });
    for (const beside of ['node_modules', 'views', 'public', 'package.json']) {
      symlinkSync(join(repository, beside), join(folder, beside));
    }
    for (const change of changes) apply(dist, change);
    return use(dist);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function apply(dist, { file, text, by }) {
  const path = pathOf(dist, file);
  writeFileSync(path, readFileSync(path, 'utf8').split(text).join(by));
}

function runTests({ spec, tests }, dist) {
  return spawnSync(process.execPath, ['test/support/run.js', spec, '-t', tests], {
    cwd: repository,
    env: { TOODAT_FAULT_ROUNDS: '6', ...process.env, TOODAT_TEST_DIST: dist },
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}
