import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { MAX_TRANSACTION_MS, noAnswer } from '../../errors/no-answer.js';
import type { TableVersions } from '../table-versions.js';
import { retryWhileBusy } from './retry-while-busy.js';
import type { SqliteTransactions } from './sqlite-transactions.js';
import { EntitySql } from '../sql/entity-sql.js';
import type { SqliteWriteConnection } from './sqlite-write-connection.js';
import type { Statement, SqlProgram } from '../sql/statement.js';
import { Transactions } from '../transactions.js';
import { Tx } from '../tx.js';
import { WriteLock } from './write-lock.js';

const BEGIN: Statement = { sql: 'BEGIN IMMEDIATE', parameters: [] };
const COMMIT: Statement = { sql: 'COMMIT', parameters: [] };
const ROLLBACK: Statement = { sql: 'ROLLBACK', parameters: [] };

/**
 * Runs the programs on the main thread and their statements on a worker thread, so that only the worker waits for the disk.
 * The write lock is held for the whole transaction, so no other writer of this process runs in between. Reads run on the main
 * thread.
 */
export class ThreadedSqliteTransactions extends Transactions implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Only the first transaction of this queue waits for the write lock, so batches of presses wait for one of them at most. */
  private readonly queue = new WriteLock();
  private readonly sql: EntitySql;

  constructor(
    dataSource: DataSource,
    private readonly reads: Pick<SqliteTransactions, 'read'>,
    private readonly connection: SqliteWriteConnection,
    private readonly tableVersions: TableVersions,
    private readonly writeLock: WriteLock,
  ) {
    super();
    this.sql = new EntitySql(dataSource);
  }

  run<T>(work: (tx: Tx) => SqlProgram<T>): Promise<T> {
    return inTime((late) =>
      retryWhileBusy((remainingMs) => {
        const locked = (): Promise<T> => this.writeLock.acquire(() => this.commit(work, late), remainingMs());
        return this.queue.acquire(locked, remainingMs());
      }),
    );
  }

  read<T>(work: (tx: Tx) => SqlProgram<T>): Promise<T> {
    return this.reads.read(work);
  }

  onApplicationBootstrap(): void {
    // Started early, so that the first write does not wait. A failure is logged, and the first write starts it again.
    this.connection.start().catch(() => undefined);
  }

  onApplicationShutdown(): Promise<void> {
    return this.connection.close();
  }

  /** Sends BEGIN with the first statements and COMMIT with the last. After an error the transaction is rolled back. */
  private async commit<T>(work: (tx: Tx) => SqlProgram<T>, late: AbortSignal): Promise<T> {
    const tx = new Tx(this.sql);
    let ahead = [BEGIN];
    try {
      const steps = work(tx);
      let step = steps.next([]);
      while (!step.done) {
        const before = [...ahead, ...tx.drainDeferred()];
        const rows = await this.connection.execute([...before, ...step.value]);
        ahead = [];
        if (late.aborted) throw noAnswer();
        step = steps.next(rows.slice(before.length));
      }
      await this.connection.execute([...ahead, ...tx.drainDeferred(), COMMIT]);
      this.tableVersions.increment(tx.written);
      return step.value;
    } catch (error) {
      // If a statement failed, the thread has rolled back already. This ROLLBACK then fails, which is ignored.
      if (ahead.length === 0) await this.connection.execute([ROLLBACK]).catch(() => undefined);
      throw error;
    }
  }
}

/** @throws DomainError `UNAVAILABLE` after `MAX_TRANSACTION_MS`. `act` then still runs, and its signal is aborted */
function inTime<T>(act: (late: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      late.abort();
      reject(noAnswer());
    }, MAX_TRANSACTION_MS);
    void act(late.signal)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
