import { Logger } from '@nestjs/common';
import SqliteDatabase from 'better-sqlite3';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { DatabaseLocation } from '../../config/database-url.js';
import { dataSourceOptions, UNLIMITED } from '../data-source-options.js';
import { databaseFailure } from '../database-failure.js';
import { refuseNewerSchema } from './newer-schema.js';
import { makePrivately } from '../sqlite/private-file.js';
import { postgresConnection } from '../postgres/postgres-connection.js';

/** Any number will do as long as every process takes the same. */
const ADVISORY_LOCK = 7_006_328;
const TRY_AGAIN_MS = 100;

/** While another process serves the same file, a migration waits inside SQLite for its turn: nothing is served yet. */
const BUSY_TIMEOUT_MS = 60_000;

type Release = () => Promise<void>;

const logger = new Logger('Migrations');

/**
 * Brings the schema up to date. Processes that start together take turns, and all but the first find nothing to do. A
 * change to a large table takes as long as it takes, and the other processes wait for it.
 */
export async function migrate(dataSource: DataSource, location: DatabaseLocation): Promise<void> {
  const release = location.kind === 'postgres' ? await lockPostgres(location.url) : await lockSqlite(location.file);
  try {
    await refuseNewerSchema(dataSource);
    await (location.kind === 'postgres' ? migratePostgres(location) : migrateSqlite(dataSource));
  } finally {
    await release();
  }
}

/** On connections of its own, since those that serve requests give up a statement after seconds. */
async function migratePostgres(location: DatabaseLocation): Promise<void> {
  const dataSource = new DataSource(dataSourceOptions(location, UNLIMITED));
  await dataSource.initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
}

async function migrateSqlite(dataSource: DataSource): Promise<void> {
  await dataSource.query(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  await dataSource.runMigrations();
  await dataSource.query('PRAGMA busy_timeout = 0');
}

/** Should this connection break, another process may begin too: each migration is one transaction, and one of them fails. */
async function lockPostgres(url: string): Promise<Release> {
  const client = await postgresConnection({ connectionString: url, keepAlive: true, options: UNLIMITED.session });
  const tryLock = async (): Promise<boolean> => {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      ADVISORY_LOCK,
    ]);
    return rows[0]!.taken;
  };
  await untilTaken(tryLock);
  return () => client.end();
}

/** The lock is a second, empty database file: TypeORM's own connection could not wait for itself. */
async function lockSqlite(file: string): Promise<Release> {
  const lockFile = `${file}.migration-lock`;
  makePrivately(lockFile);
  const lock = new SqliteDatabase(lockFile, { timeout: 0 });
  await untilTaken(() => {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return true;
    } catch (error) {
      if (databaseFailure(error) === 'busy') return false;
      throw error;
    }
  });
  return () => Promise.resolve(void lock.close());
}

async function untilTaken(take: () => boolean | Promise<boolean>): Promise<void> {
  if (await take()) return;
  logger.log('Another process is migrating the database. Waiting for it.');
  do await delay(TRY_AGAIN_MS);
  while (!(await take()));
}
