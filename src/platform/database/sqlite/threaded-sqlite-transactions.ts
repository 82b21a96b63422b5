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
 * Transactions whose work is driven here, while a worker thread runs the statements: only that thread waits for the disk.
 * No other writer of this process comes in between, because the write lock is held for the whole transaction. Reads stay
 * on this thread.
 */
export class ThreadedSqliteTransactions extends Transactions implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Many transactions wait here, and only the first of them for the lock: so other writers wait for one at most. */
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
    // Ahead of the first write, which would wait for it. One that cannot start is logged, and started again then.
    this.connection.start().catch(() => undefined);
  }

  onApplicationShutdown(): Promise<void> {
    return this.connection.close();
  }

  /** BEGIN leaves with the first statements, COMMIT with the last. However it ends, no transaction stays open. */
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
      // A statement that failed has rolled back already, and then this fails, too.
      if (ahead.length === 0) await this.connection.execute([ROLLBACK]).catch(() => undefined);
      throw error;
    }
  }
}

/** @throws DomainError `UNAVAILABLE` when it takes too long; then `act` goes on, and its signal is aborted. */
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
