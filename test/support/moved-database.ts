import { ServerProcess, type Environment } from './server-process.js';
import type { Row, TestDatabase } from './test-database.js';

export type MoveResult = { readonly code: number | null; readonly output: string };

/** Starts `npm run db:move`. @param file of SQLite */
export const startMove = (file: string, url: string, args: readonly string[] = ['--write']): ServerProcess =>
  new ServerProcess({ env: { DATABASE_URL: url } satisfies Environment, script: 'move.js', args: [file, ...args] });

export async function move(file: string, url: string, args?: readonly string[]): Promise<MoveResult> {
  const command = startMove(file, url, args);
  return { code: await command.exited, output: command.output };
}

export async function tablesOf(database: TestDatabase): Promise<string[]> {
  const rows = await database.rows<{ name: string }>(
    database.kind === 'postgres'
      ? `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`
      : `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  return rows.map(({ name }) => name).sort();
}

/** @returns the number of rows of each table that has rows, and `migrations` */
export async function countsOf(database: TestDatabase): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tablesOf(database))
    counts[table] = (await database.rows(`SELECT 1 FROM "${table}"`)).length;
  return counts;
}

/** @returns all rows of all tables, in the catalog's words and with the values as PostgreSQL's driver gives them */
export async function contentsOf(database: TestDatabase, columns: Columns): Promise<Record<string, Row[]>> {
  const contents: Record<string, Row[]> = {};
  for (const [table, types] of Object.entries(columns)) {
    const rows = await database.rows(`SELECT * FROM "${table}"`);
    contents[table] = rows.map((row) => asOnPostgres(row, types)).sort(byText);
  }
  return contents;
}

/** By table and column, PostgreSQL's type. */
export type Columns = Readonly<Record<string, Readonly<Record<string, string>>>>;

export async function columnsOf(postgres: TestDatabase): Promise<Columns> {
  const columns: Record<string, Record<string, string>> = {};
  const rows = await postgres.rows<{ table_name: string; column_name: string; data_type: string }>(
    `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'`,
  );
  for (const { table_name, column_name, data_type } of rows) (columns[table_name] ??= {})[column_name] = data_type;
  return columns;
}

function asOnPostgres(row: Row, types: Readonly<Record<string, string>>): Row {
  return Object.fromEntries(
    Object.entries(row)
      .map(([name, value]): [string, unknown] => [name, valueOnPostgres(value, types[name])])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function valueOnPostgres(value: unknown, type: string | undefined): unknown {
  if (type === 'boolean' && typeof value === 'number') return value === 1;
  if (type?.startsWith('timestamp') && typeof value === 'string')
    return new Date(`${value.replace(' ', 'T')}Z`).toISOString();
  return value instanceof Date ? value.toISOString() : value;
}

const byText = (one: Row, other: Row): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
