import type { Database } from 'better-sqlite3';
import { join } from 'node:path';
import type { DataSourceOptions } from 'typeorm';
import type { DatabaseLocation } from '../config/database-url.js';
import { databaseFailure } from './database-failure.js';
import { makeFolderOf, makePrivately } from './sqlite/private-file.js';
import { keepReserve, releaseReserve } from './sqlite/start-reserve.js';

const root = join(import.meta.dirname, '../..');

/** Longest wait for each of the things that can hang on PostgreSQL, in milliseconds. */
const POSTGRES_LIMITS_MS = {
  connectionTimeoutMillis: 3_000,
  lock_timeout: 4_000,
  statement_timeout: 8_000,
  idle_in_transaction_session_timeout: 10_000,
  query_timeout: 10_000,
};

const WAITS_FOR_DISK = 'synchronous_commit=on';

/**
 * What each connection says for itself:
 * - A database that was told not to wait for the disk would lose acknowledged rows.
 * - Statements are planned once. A plan made while a table was empty would read all of it for every batch of a rush,
 *   until the next ANALYZE; so tables are read whole only where no index helps. JIT would take the price of that, which
 *   is made up, for real.
 * - What is read behind a lock must be what stands there now, not what stood there when the transaction began.
 */
const SESSION = [
  WAITS_FOR_DISK,
  'enable_seqscan=off',
  'jit=off',
  String.raw`default_transaction_isolation=read\ committed`,
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

type PostgresLimits = { readonly milliseconds: Readonly<Record<string, number>>; readonly session: string };

const LIMITED: PostgresLimits = { milliseconds: POSTGRES_LIMITS_MS, session: SESSION };

/** For migrations: an index over millions of rows takes minutes, whatever the server's own settings say. */
export const UNLIMITED: PostgresLimits = {
  milliseconds: { connectionTimeoutMillis: POSTGRES_LIMITS_MS.connectionTimeoutMillis },
  session: [WAITS_FOR_DISK, 'statement_timeout=0', 'lock_timeout=0', 'idle_in_transaction_session_timeout=0']
    .map((setting) => `-c ${setting}`)
    .join(' '),
};

/** Waiting inside SQLite for another process's lock would block the event loop: `SqliteTransactions` waits instead. */
const SQLITE_BUSY_TIMEOUT_MS = 0;

/** `Checkpointer` copies the log. Should it not keep up, whoever commits beyond so many pages does it, as SQLite would. */
const FALLBACK_PAGES = 40_000;

/** Longest wait for another process that is creating the same file. */
const WAL_SWITCH_MS = 10_000;

export function dataSourceOptions(location: DatabaseLocation, limits = LIMITED): DataSourceOptions {
  const shared = {
    entities: [join(root, '**/*.entity.js')],
    migrations: [join(root, 'migrations/*.js')],
    migrationsTransactionMode: 'all' as const,
    synchronize: false,
  };
  if (location.kind === 'postgres') {
    return {
      ...shared,
      type: 'postgres',
      url: location.url,
      applicationName: 'toodat',
      extra: { ...limits.milliseconds, options: limits.session, pipeline: true },
    };
  }
  makeFolderOf(location.file);
  makePrivately(location.file);
  return {
    ...shared,
    type: 'better-sqlite3',
    database: location.file,
    timeout: SQLITE_BUSY_TIMEOUT_MS,
    prepareDatabase: makeDurable,
  };
}

/** Write-ahead log with a sync at every commit: an acknowledged row survives a power cut. Read back, not hoped for. */
export function makeDurable(database: Database): void {
  openWal(database);
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('temp_store = MEMORY');
  database.pragma(`wal_autocheckpoint = ${FALLBACK_PAGES}`);
  const journal = String(database.pragma('journal_mode', { simple: true }));
  const synchronous = Number(database.pragma('synchronous', { simple: true }));
  if (journal !== 'wal' || synchronous !== 2) {
    throw new Error(`SQLite keeps journal_mode=${journal}, synchronous=${synchronous}; this disk cannot hold coupons.`);
  }
}

/** A disk without a byte left gets back the room that was kept for this moment. */
function openWal(database: Database): void {
  try {
    switchToWal(database);
    keepReserve(database.name);
  } catch (error) {
    if (databaseFailure(error) !== 'full') throw error;
    releaseReserve(database.name);
    switchToWal(database);
  }
}

/**
 * The first process to open a new file switches it; one that comes at the same moment is told "locked" at once, whatever
 * its time-out. Nothing is served yet, so it may wait here.
 */
function switchToWal(database: Database): void {
  const giveUpAt = performance.now() + WAL_SWITCH_MS;
  for (;;) {
    try {
      database.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (databaseFailure(error) !== 'busy' || performance.now() > giveUpAt) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
