import { dirname, join } from 'node:path';
import { loadSettings } from '../config/environment.js';
import { backUp, BackupRefusal } from './sqlite/backup.js';

// `npm run backup [-- <file>]`: copies the SQLite database while the service runs.
// Ends with 0: the copy is complete and on disk · 1: there is no copy.

const USAGE = '사용법: npm run backup [-- <파일>]';
const ON_POSTGRES = 'PostgreSQL은 pg_dump로 백업하세요: docs/operations.md';
const REFUSALS: Readonly<Record<BackupRefusal['reason'], (path: string) => string>> = {
  'no database': (path) => `데이터베이스가 없습니다: ${path}`,
  exists: (path) => `이미 있는 파일입니다. 다른 이름을 쓰세요: ${path}`,
  damaged: (path) => `데이터베이스가 손상되어 백업하지 않았습니다: ${path}`,
};

const print = (text: string): void => void process.stdout.write(text);

try {
  await run(process.argv.slice(2));
} catch (error) {
  const reason = error instanceof BackupRefusal ? REFUSALS[error.reason](error.message) : (error as Error).message;
  process.stderr.write(`백업하지 못했습니다. ${reason}\n`);
  process.exitCode = 1;
}

async function run([target, ...rest]: readonly string[]): Promise<void> {
  if (rest.length > 0 || target?.startsWith('-')) throw new Error(USAGE);
  const { database } = loadSettings();
  if (database.kind === 'postgres') throw new Error(ON_POSTGRES);
  const copy = target ?? defaultTarget(database.file);
  const bytes = await backUp(database.file, copy, showProgress);
  if (process.stdout.isTTY) print('\r');
  print(`✓ 백업했습니다: ${copy} (${(bytes / 1_000_000).toFixed(1)} MB)\n`);
}

/** Beside the database, with the time in UTC: names sort by time, and no backup replaces another. */
function defaultTarget(file: string): string {
  const at = new Date().toISOString().replace(/[:.]/g, '-');
  return join(dirname(file), 'backups', `toodat-${at}.sqlite3`);
}

function showProgress(share: number): void {
  if (process.stdout.isTTY) print(`\r  ${Math.round(share * 100)} % …`);
}
