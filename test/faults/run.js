// The fault tests at full length: each random fault is injected fifty times.
// Usage, after `npm run build`: node test/faults/run.js [number of rounds] [path or Jest option …]
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Survivals } from './survivals.js';

const LOOK_EVERY_MS = 1_000;

const [rounds = '50', ...options] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'toodat-faults-'));
const report = join(folder, 'sales.jsonl');
writeFileSync(report, '');
const survivals = new Survivals(() => readFileSync(report, 'utf8'));

const tests = spawn(
  process.execPath,
  ['test/support/run.js', ...(options.length > 0 ? options : ['test/fault-']), '--testTimeout=1200000'],
  {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, TOODAT_FAULT_ROUNDS: rounds, TOODAT_FAULT_REPORT: report },
    stdio: ['ignore', 'inherit', 'inherit'],
  },
);
const progress = setInterval(() => survivals.news().forEach((line) => console.log(line)), LOOK_EVERY_MS);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => tests.kill(signal));

const status = await new Promise((resolve) => tests.once('close', resolve));
clearInterval(progress);
console.log(survivals.summary());
rmSync(folder, { recursive: true, force: true });
process.exitCode = status ?? 1;
