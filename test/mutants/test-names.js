import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const repository = join(import.meta.dirname, '../..');
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

/**
 * The full names of the tests of each spec. Jest reads the specs and runs none of their tests, because no name matches.
 * @param specs paths from the repository's root
 * @returns {Map<string, string[]>} by path
 */
export function testNames(specs) {
  const folder = mkdtempSync(join(tmpdir(), 'toodat-names-'));
  const report = join(folder, 'report.json');
  const options = ['--json', `--outputFile=${report}`, '--testNamePattern=^no test has this name$', '--runTestsByPath'];
  try {
    spawnSync(
      process.execPath,
      ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, ...options, ...new Set(specs)],
      // With an address given, no PostgreSQL is started; nothing connects to it.
      {
        cwd: repository,
        stdio: 'ignore',
        env: { ...process.env, TOODAT_TEST_POSTGRES: 'postgres://127.0.0.1:1/postgres' },
      },
    );
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    return new Map(
      testResults.map(({ name, assertionResults }) => [
        relative(repository, name),
        assertionResults.map(({ fullName }) => fullName),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
