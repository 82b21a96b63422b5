import SqliteDatabase from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import type { DatabaseLocation } from '../config/database-url.js';
import { postgresConnection } from './postgres-connection.js';

/** Any number will do as long as every process takes the same. */
const ADVISORY_LOCK = 7_006_328;
const LOCK_WAIT_MS = 60_000;

/** Brings the schema up to date. Processes that start together take turns, and all but the first find nothing to do. */
export async function migrate(dataSource: DataSource, location: DatabaseLocation): Promise<void> {
  const release = location.kind === 'postgres' ? await lockPostgres(location.url) : lockSqlite(location.file);
  try {
    await waitInside(dataSource, LOCK_WAIT_MS);
    await dataSource.runMigrations();
    await waitInside(dataSource, 0);
  } finally {
    await release();
  }
}

/** Nothing is served yet: while another process serves the same file, a migration may wait inside SQLite for its turn. */
async function waitInside(dataSource: DataSource, milliseconds: number): Promise<void> {
  if (dataSource.options.type === 'better-sqlite3') await dataSource.query(`PRAGMA busy_timeout = ${milliseconds}`);
}

/** Should this connection break, another process may begin too: each migration is one transaction, and one of them fails. */
async function lockPostgres(url: string): Promise<() => Promise<void>> {
  const client = await postgresConnection({ connectionString: url, query_timeout: LOCK_WAIT_MS });
  await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
  return () => client.end();
}

/** The lock is a second, empty database file: TypeORM's own connection could not wait for itself. */
function lockSqlite(file: string): () => Promise<void> {
  const lock = new SqliteDatabase(`${file}.migration-lock`, { timeout: LOCK_WAIT_MS });
  lock.exec('BEGIN EXCLUSIVE');
  return () => Promise.resolve(lock.close()).then(() => undefined);
}
