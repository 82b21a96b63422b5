import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Settings } from '../config/settings.js';
import { Clock } from '../time/clock.js';
import { BackgroundReads } from './background-reads.js';
import { TableVersions } from './table-versions.js';
import { Checkpointer } from './sqlite/checkpointer.js';
import { dataSourceOptions } from './data-source-options.js';
import { LOOK_UPS_AT_ONCE, LookUps } from './look-ups.js';
import { migrate } from './migrations/migrate.js';
import { checkPostgresVersion } from './postgres/postgres-version.js';
import { PooledConnections } from './postgres/pooled-connections.js';
import { PostgresBackgroundReads } from './postgres/postgres-background-reads.js';
import { PostgresTransactions } from './postgres/postgres-transactions.js';
import { SqliteBackgroundReads } from './sqlite/sqlite-background-reads.js';
import { SqliteTransactions } from './sqlite/sqlite-transactions.js';
import { SqliteWriteConnection } from './sqlite/sqlite-write-connection.js';
import { ThreadedSqliteTransactions } from './sqlite/threaded-sqlite-transactions.js';
import { Transactions } from './transactions.js';
import { checkTypeormInternals, poolOf } from './typeorm-internals.js';
import { WriteLock } from './sqlite/write-lock.js';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Settings],
      useFactory: (settings: Settings) => ({
        ...dataSourceOptions(settings.database),
        // Retries only after a timeout, when the server may still be starting. Other errors end the start at once.
        retryAttempts: 3,
        retryDelay: 1_000,
        toRetry: (error: unknown) => /timeout/i.test(String(error)),
      }),
    }),
  ],
  providers: [
    TableVersions,
    Clock,
    WriteLock,
    PooledConnections,
    {
      provide: Transactions,
      inject: [DataSource, Settings, TableVersions, WriteLock, PooledConnections],
      useFactory: async (
        dataSource: DataSource,
        { database }: Settings,
        tableVersions: TableVersions,
        writeLock: WriteLock,
        connections: PooledConnections,
      ) => {
        checkTypeormInternals(dataSource);
        if (database.kind === 'postgres') connections.add('shared', poolOf(dataSource));
        if (database.kind === 'postgres') await checkPostgresVersion(dataSource);
        await migrate(dataSource, database);
        if (database.kind === 'postgres') return new PostgresTransactions(dataSource, tableVersions, connections);
        const reads = new SqliteTransactions(dataSource, tableVersions, writeLock);
        const thread = new SqliteWriteConnection(database.file);
        return new ThreadedSqliteTransactions(dataSource, reads, thread, tableVersions, writeLock);
      },
    },
    {
      provide: LookUps,
      inject: [Transactions],
      useFactory: (transactions: Transactions): LookUps => transactions.withConnections('look-ups', LOOK_UPS_AT_ONCE),
    },
    {
      provide: BackgroundReads,
      inject: [Settings, PooledConnections],
      useFactory: ({ database }: Settings, connections: PooledConnections): BackgroundReads =>
        database.kind === 'postgres'
          ? new PostgresBackgroundReads(database.url, connections)
          : new SqliteBackgroundReads(database.file),
    },
    {
      provide: Checkpointer,
      // Depends on `Transactions`, so that the file exists and is migrated before the checkpointer opens it.
      inject: [Settings, WriteLock, Transactions],
      useFactory: ({ database }: Settings, writeLock: WriteLock) =>
        database.kind === 'sqlite' ? new Checkpointer(database.file, writeLock) : undefined,
    },
  ],
  exports: [BackgroundReads, LookUps, PooledConnections, TableVersions, Transactions, Clock, WriteLock],
})
export class DatabaseModule {}
