// Runs the tests against the built server and closes with one line that counts them.
// Usage: node test/support/run.js [--everyday] [path or Jest option …]
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { everyday } from '../everyday.js';

const root = join(import.meta.dirname, '../..');
const given = process.argv.slice(2);
const chosen = given.flatMap((argument) => (argument === '--everyday' ? everyday : [argument]));
if (given.includes('--everyday')) {
  const lost = everyday.filter((path) => !existsSync(join(root, path)));
  if (lost.length > 0) throw new Error(`test/everyday.js names what does not exist: ${lost.join(', ')}`);
}

const folder = mkdtempSync(join(tmpdir(), 'toodat-report-'));
const report = join(folder, 'report.json');
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

const child = spawn(
  process.execPath,
  [...flags, jest, '--json', `--outputFile=${report}`, ...chosen],
  // Jest prints its JSON on the standard output, and what people read on the standard error: that becomes our output.
  { cwd: root, stdio: ['ignore', 'ignore', 1] },
);
// A signal goes to the whole group; the line below still counts what was done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));

const code = await new Promise((resolve) => {
  child.once('error', () => resolve(1));
  child.once('close', (status) => resolve(status ?? 1));
});
process.exitCode = summarise(code);

function summarise(status) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    console.log(`tests: ${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`);
    return status || (failed > 0 || numPassedTests === 0 ? 1 : 0);
  } catch {
    console.log('tests: 0 passed, 1 failed, 0 skipped');
    return status || 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
