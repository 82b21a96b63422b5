import type { Database } from 'better-sqlite3';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import type { DataSource, DataSourceOptions } from 'typeorm';
import type { DatabaseLocation } from '../config/database-url.js';
import { databaseFailure } from './database-failure.js';
import { toPrimary } from './postgres/primary-client.js';
import { makeFolderOf, makePrivately } from './sqlite/private-file.js';
import { keepReserve, releaseReserve } from './sqlite/start-reserve.js';

const root = join(import.meta.dirname, '../..');

/** Time limits of the driver and of PostgreSQL, in milliseconds. */
const POSTGRES_LIMITS_MS = {
  connectionTimeoutMillis: 3_000,
  lock_timeout: 4_000,
  statement_timeout: 8_000,
  idle_in_transaction_session_timeout: 10_000,
  query_timeout: 10_000,
};

/** The largest number of connections of requests that have no connections of their own (`Transactions.withConnections`). */
export const SHARED_CONNECTIONS = 5;

/**
 * For connections that hold the lock of a coupon: when the process is frozen, or its machine is unreachable, PostgreSQL
 * rolls the transaction back after seconds, so that other processes can go on.
 */
const OWN_CONNECTION_LIMITS = {
  idle_in_transaction_session_timeout: 2_000,
  session: ['client_connection_check_interval=1s', 'tcp_user_timeout=5s'].map((setting) => `-c ${setting}`).join(' '),
};

const WAITS_FOR_DISK = 'synchronous_commit=on';

/**
 * Options that each connection sets, whatever the server's own settings are:
 * - `synchronous_commit=on`: with `off`, a crash of the server loses acknowledged rows.
 * - `enable_seqscan=off`: prepared statements are planned once. A plan made while a table was empty would scan the whole
 *   table in every batch until the next ANALYZE. With this option, PostgreSQL scans a table only if no index can be used.
 * - `jit=off`: `enable_seqscan=off` adds a very high cost to such scans, and the high cost would start the JIT compiler.
 * - READ COMMITTED: a read behind a row lock must return the rows as they are now, not as they were when the transaction
 *   began.
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

/** For migrations: creating an index on millions of rows takes minutes. Overrides limits in the server's settings. */
export const UNLIMITED: PostgresLimits = {
  milliseconds: { connectionTimeoutMillis: POSTGRES_LIMITS_MS.connectionTimeoutMillis },
  session: [WAITS_FOR_DISK, 'statement_timeout=0', 'lock_timeout=0', 'idle_in_transaction_session_timeout=0']
    .map((setting) => `-c ${setting}`)
    .join(' '),
};

/** 0, because waiting for a lock inside SQLite blocks the event loop. `retryWhileBusy` waits instead. */
const SQLITE_BUSY_TIMEOUT_MS = 0;

/** `Checkpointer` runs the checkpoints. If the log grows beyond this number of pages, COMMIT itself runs one. */
const FALLBACK_PAGES = 40_000;

/** Maximum wait for another process that switches the same new file to WAL. */
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
      extra: {
        ...toPrimary(),
        ...limits.milliseconds,
        options: limits.session,
        pipeline: true,
        max: SHARED_CONNECTIONS,
      },
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

/** For a pool beside the data source's, with the same rules for transactions. @param dataSource on PostgreSQL */
export function ownPoolOptions({ options }: DataSource, name: string, connections: number): PoolConfig {
  const { session, idle_in_transaction_session_timeout } = OWN_CONNECTION_LIMITS;
  return {
    ...toPrimary(),
    ...POSTGRES_LIMITS_MS,
    idle_in_transaction_session_timeout,
    connectionString: (options as { readonly url: string }).url,
    application_name: `toodat ${name}`,
    options: `${SESSION} ${session}`,
    pipeline: true,
    max: connections,
  };
}

/**
 * Sets the write-ahead log and a sync at every commit, so that an acknowledged row survives a power failure.
 * @throws Error if SQLite did not accept these settings, which are read back
 */
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

/** On a full disk, deletes the reserve file first: SQLite needs some free space to open the database. */
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
 * The first process that opens a new file switches it to WAL. Meanwhile other processes get SQLITE_BUSY at once, whatever
 * their timeout is. Blocking this thread until they can continue is safe, because the service does not listen yet.
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
