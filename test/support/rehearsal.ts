import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { tablesOf } from './moved-database.js';
import { ServerProcess, type Environment } from './server-process.js';
import type { SqliteDatabase } from './sqlite-database.js';
import type { Row, TestDatabase } from './test-database.js';

/** What `npm run rehearse -- --json` prints, as far as tests look at it. */
export type Rehearsed = {
  readonly stockBefore: number;
  readonly stockAfter: number;
  readonly soldOutMs: number | null;
  readonly issued: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly unanswered: number;
  readonly pressesPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly bottleneck: { readonly measuredSeconds: number };
  readonly ledger: { readonly agrees: boolean };
  readonly problems: readonly string[];
};

export type RehearsalRun = { readonly code: number | null; readonly output: string };

/** Starts `npm run rehearse`. The folder is none of the database's. */
export const startRehearsal = (url: string, args: readonly string[], env: Environment = {}): ServerProcess =>
  new ServerProcess({ env: { DATABASE_URL: url, ...env }, script: 'rehearsal/rehearse.cli.js', args });

export async function rehearse(url: string, args: readonly string[], env?: Environment): Promise<RehearsalRun> {
  const command = startRehearsal(url, args, env);
  return { code: await command.exited, output: command.output };
}

/** All rows of all tables, in any order that is always the same. */
export async function allRows(database: TestDatabase): Promise<Record<string, Row[]>> {
  const rows: Record<string, Row[]> = {};
  for (const table of await tablesOf(database))
    rows[table] = (await database.rows(`SELECT * FROM "${table}"`)).sort(byText);
  return rows;
}

const byText = (one: Row, other: Row): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

/** The folders of rehearsals beside the database. */
export const foldersBeside = (database: TestDatabase): string[] =>
  readdirSync(dirname((database as SqliteDatabase).file)).filter((name) => name.startsWith('toodat-rehearsal-'));

/** The names of everything that somebody has made in a database of PostgreSQL. */
export async function objectsIn(database: TestDatabase): Promise<string[]> {
  const rows = await database.rows<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
     UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
  );
  return rows.map(({ name }) => name);
}
