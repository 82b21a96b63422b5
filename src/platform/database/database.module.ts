import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Settings } from '../config/settings.js';
import { Clock } from '../time/clock.js';
import { BackgroundReads } from './background-reads.js';
import { Changes } from './changes.js';
import { Checkpointer } from './checkpointer.service.js';
import { dataSourceOptions } from './data-source-options.js';
import { migrate } from './migrate.js';
import { PostgresBackgroundReads } from './postgres-background-reads.js';
import { PostgresTransactions } from './postgres-transactions.js';
import { SqliteBackgroundReads } from './sqlite-background-reads.js';
import { SqliteTransactions } from './sqlite-transactions.js';
import { StatementThread } from './statement-thread.js';
import { ThreadedSqliteTransactions } from './threaded-sqlite-transactions.js';
import { Transactions } from './transactions.js';
import { WriteTurns } from './write-turns.js';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Settings],
      useFactory: (settings: Settings) => ({
        ...dataSourceOptions(settings.database),
        // A server that is busy starting itself is asked again; one that says no, or is not there, is reported at once.
        retryAttempts: 3,
        retryDelay: 1_000,
        toRetry: (error: unknown) => /timeout/i.test(String(error)),
      }),
    }),
  ],
  providers: [
    Changes,
    Clock,
    WriteTurns,
    {
      provide: Transactions,
      inject: [DataSource, Settings, Changes, WriteTurns],
      useFactory: async (dataSource: DataSource, { database }: Settings, changes: Changes, turns: WriteTurns) => {
        await migrate(dataSource, database);
        if (database.kind === 'postgres') return new PostgresTransactions(dataSource, changes);
        const reads = new SqliteTransactions(dataSource, changes, turns);
        const thread = new StatementThread(database.file);
        return new ThreadedSqliteTransactions(dataSource, reads, thread, changes, turns);
      },
    },
    {
      provide: BackgroundReads,
      inject: [Settings],
      useFactory: ({ database }: Settings): BackgroundReads =>
        database.kind === 'postgres'
          ? new PostgresBackgroundReads(database.url)
          : new SqliteBackgroundReads(database.file),
    },
    {
      provide: Checkpointer,
      // The file is there, and has its tables, once there are transactions.
      inject: [Settings, WriteTurns, Transactions],
      useFactory: ({ database }: Settings, turns: WriteTurns) =>
        database.kind === 'sqlite' ? new Checkpointer(database.file, turns) : undefined,
    },
  ],
  exports: [BackgroundReads, Changes, Transactions, Clock, WriteTurns],
})
export class DatabaseModule {}
