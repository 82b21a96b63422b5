import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { distFolder } from './server-process.js';
import { temporaryFolder } from './temporary-folder.js';
import type { TestDatabase } from './test-database.js';

export type Statement = { readonly sql: string; readonly parameters: unknown[] };

const printer = join(import.meta.dirname, 'print-panel-statements.js');

/** What the built server's panel sends to a database, two statements each: for a list, an `export` of it, the `dashboard` or `checks`. */
export async function panelStatements(
  url: string,
  asked: readonly (readonly [string, string])[],
): Promise<Statement[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [printer, distFolder, JSON.stringify(asked)], {
    cwd: temporaryFolder(),
    env: { PATH: process.env['PATH'], DATABASE_URL: url },
  });
  return (JSON.parse(stdout) as Statement[][]).flat();
}

/** How the database would run it: a line for each step. */
export async function planOf(database: TestDatabase, { sql, parameters }: Statement): Promise<string> {
  const explain =
    database.kind === 'postgres' ? `EXPLAIN ${sql}` : `EXPLAIN QUERY PLAN ${sql.replace(/\?/g, numberAgain())}`;
  const rows = await database.rows(explain, parameters);
  return rows.map((row) => String(row['detail'] ?? row['QUERY PLAN'])).join('\n');
}

/** The tests' own connections take numbered parameters. */
function numberAgain(): () => string {
  let n = 0;
  return () => `$${++n}`;
}
