import { DataSource } from 'typeorm';
import type { DatabaseLocation } from '../config/database-url.js';
import { dataSourceOptions, UNLIMITED } from './data-source-options.js';
import { migrate } from './migrations/migrate.js';
import { PooledConnections } from './postgres/pooled-connections.js';
import { PostgresTransactions } from './postgres/postgres-transactions.js';
import { SqliteTransactions } from './sqlite/sqlite-transactions.js';
import { WriteLock } from './sqlite/write-lock.js';
import { TableVersions } from './table-versions.js';
import type { Transactions } from './transactions.js';
import { checkTypeormInternals } from './typeorm-internals.js';

/**
 * Migrates the database and runs `act` with transactions that have no time limit, for a command line that writes many rows
 * at once. On SQLite they block this thread.
 */
export async function withLongTransactions<T>(
  location: DatabaseLocation,
  act: (transactions: Transactions, dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const dataSource = new DataSource(dataSourceOptions(location, UNLIMITED));
  await dataSource.initialize();
  try {
    checkTypeormInternals(dataSource);
    await migrate(dataSource, location);
    const versions = new TableVersions();
    return await act(
      location.kind === 'postgres'
        ? new PostgresTransactions(dataSource, versions, new PooledConnections())
        : new SqliteTransactions(dataSource, versions, new WriteLock()),
      dataSource,
    );
  } finally {
    await dataSource.destroy();
  }
}
