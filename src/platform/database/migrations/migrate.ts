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

/** An arbitrary key, the same in every process. */
const ADVISORY_LOCK = 7_006_328;
const RETRY_MS = 100;

/** Maximum wait for another process that writes to the same file. Waiting blocks only this process, which does not listen yet. */
const BUSY_TIMEOUT_MS = 60_000;

type Release = () => Promise<void>;

const logger = new Logger('Migrations');

/**
 * Applies the migrations that the database does not have yet. Processes that start together do so one after the other, so
 * only the first one has migrations to apply. There is no time limit, because a change of a large table can take minutes.
 * @throws SettingError if the database was migrated by a newer release
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

/** Uses separate connections, because those of the service have time limits of a few seconds. */
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

/**
 * If this connection breaks, PostgreSQL releases the lock and another process may begin. That is safe: all migrations run in
 * one transaction, so one of the two processes fails.
 */
async function lockPostgres(url: string): Promise<Release> {
  const client = await postgresConnection({ connectionString: url, keepAlive: true, options: UNLIMITED.session });
  const tryLock = async (): Promise<boolean> => {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
      ADVISORY_LOCK,
    ]);
    return rows[0]!.locked;
  };
  await untilLocked(tryLock);
  return () => client.end();
}

/** Locks a separate, empty database file. A lock on the database itself would block TypeORM's connection of this process. */
async function lockSqlite(file: string): Promise<Release> {
  const lockFile = `${file}.migration-lock`;
  makePrivately(lockFile);
  const lock = new SqliteDatabase(lockFile, { timeout: 0 });
  await untilLocked(() => {
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

async function untilLocked(tryLock: () => boolean | Promise<boolean>): Promise<void> {
  if (await tryLock()) return;
  logger.log('Another process is migrating the database. Waiting for it.');
  do await delay(RETRY_MS);
  while (!(await tryLock()));
}
