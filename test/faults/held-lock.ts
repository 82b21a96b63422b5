import pg from 'pg';
import { eventually } from '../support/eventually.js';
import type { TestDatabase } from '../support/test-database.js';

/** Another session locks the coupon's row, or on SQLite the whole file for writing. @returns releases it */
export function holdLock(database: TestDatabase, coupon: number): Promise<() => Promise<void>> {
  return holdRows(database, `"coupon" WHERE "id" = ${coupon}`);
}

/** Another session locks these rows, or on SQLite the whole file for writing. @returns releases it */
export async function holdRows(database: TestDatabase, rows: string): Promise<() => Promise<void>> {
  if (database.kind === 'postgres') return hold(database, `SELECT * FROM ${rows} FOR UPDATE`);
  await database.execute('BEGIN IMMEDIATE');
  return () => database.execute('ROLLBACK');
}

/** On PostgreSQL: no other session can even read the table. @returns releases it */
export function holdTable(database: TestDatabase, table: string): Promise<() => Promise<void>> {
  return hold(database, `LOCK TABLE "${table}" IN ACCESS EXCLUSIVE MODE`);
}

/** Another session keeps the table, or on SQLite the whole file, from being locked or written; it can be read. @returns releases it */
export function holdWrites(database: TestDatabase, table: string): Promise<() => Promise<void>> {
  if (database.kind === 'sqlite') return holdRows(database, `"${table}"`);
  return hold(database, `LOCK TABLE "${table}" IN EXCLUSIVE MODE`);
}

/** How many sessions of the database wait for a lock. PostgreSQL alone can tell. */
export async function sessionsAtLock(database: TestDatabase): Promise<number> {
  const sql = `SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  return Number((await database.rows<{ n: string }>(sql))[0]?.n);
}

/** Resolves when so many wait, or more. */
export async function waitingForLock(database: TestDatabase, sessions: number): Promise<void> {
  const waiting = await eventually(
    () => sessionsAtLock(database),
    (all) => all >= sessions,
  );
  if (waiting < sessions) throw new Error(`${waiting} sessions wait for a lock, not ${sessions}`);
}

/**
 * Sends requests that all want these rows; all of them wait before the first goes on.
 * @param look a read that the service answers after them: SQLite does not show which connections wait
 */
export async function allAtOnce<T>(
  database: TestDatabase,
  rows: string,
  asks: readonly (() => Promise<T>)[],
  look: () => Promise<unknown>,
): Promise<T[]> {
  const release = await holdRows(database, rows);
  const answers = asks.map((ask) => ask());
  if (database.kind === 'postgres') await waitingForLock(database, asks.length);
  else await look();
  await release();
  return Promise.all(answers);
}

/** PostgreSQL ends the one session of the database that fulfils `where`, which is SQL over `pg_stat_activity`. */
export async function breakSession(database: TestDatabase, where: string): Promise<void> {
  const broken = await database.rows(
    `SELECT pg_terminate_backend("pid") FROM pg_stat_activity WHERE "datname" = current_database() AND ${where}`,
  );
  if (broken.length !== 1) throw new Error(`${broken.length} sessions, not one: ${where}`);
}

/** On PostgreSQL: another session has changed rows and not committed yet. @returns commits it */
export async function holdChange(database: TestDatabase, sql: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('BEGIN');
  await client.query(sql);
  return async () => {
    await client.query('COMMIT');
    await client.end();
  };
}

/** On PostgreSQL: a transaction that asks for `WAIT_FOR_TEST` waits until this is given back. @returns releases it */
export function holdAdvisoryLock(database: TestDatabase): Promise<() => Promise<void>> {
  return hold(database, 'SELECT pg_advisory_lock(1)');
}

/** Statements of a transaction that waits for as long as the test likes. */
export const WAIT_FOR_TEST = ['SET LOCAL lock_timeout = 0', 'SELECT pg_advisory_xact_lock_shared(1)'].map((sql) => ({
  sql,
  parameters: [],
}));

async function hold(database: TestDatabase, sql: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('BEGIN');
  await client.query(sql);
  return () => client.end();
}
