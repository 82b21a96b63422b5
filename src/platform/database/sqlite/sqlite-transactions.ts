import type { Database } from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import type { TableVersions } from '../table-versions.js';
import { EntitySql } from '../sql/entity-sql.js';
import { retryWhileBusy } from './retry-while-busy.js';
import { SqliteStatements } from './sqlite-statements.js';
import type { Row, Statement, SqlProgram } from '../sql/statement.js';
import { Transactions } from '../transactions.js';
import { Tx } from '../tx.js';
import { sqliteHandle } from '../typeorm-internals.js';
import type { WriteLock } from './write-lock.js';

/** Runs each transaction synchronously on the calling thread's connection, so no other request can run in between. */
export class SqliteTransactions extends Transactions {
  private statements: SqliteStatements | undefined;
  private readonly sql: EntitySql;

  constructor(
    private readonly dataSource: DataSource,
    private readonly tableVersions: TableVersions,
    private readonly writeLock: WriteLock,
  ) {
    super();
    this.sql = new EntitySql(dataSource);
  }

  run<T>(work: (tx: Tx) => SqlProgram<T>): Promise<T> {
    return retryWhileBusy((remainingMs) => this.writeLock.acquire(() => this.commit(work), remainingMs()));
  }

  /**
   * Runs several programs in one transaction, so that they share one sync. Each has a savepoint: a program that throws is
   * rolled back alone.
   * @returns the result or the error of each program
   * @throws DomainError `UNAVAILABLE` if the transaction itself fails. Nothing was written then, or it is unknown
   */
  async runAll<T>(works: readonly ((tx: Tx) => SqlProgram<T>)[]): Promise<PromiseSettledResult<T>[]> {
    // Without a savepoint, for which SQLite would copy every page that is written.
    if (works.length === 1) return [{ status: 'fulfilled', value: await this.run(works[0]!) }];
    const all = (): PromiseSettledResult<T>[] => works.map((work) => this.attempt(work));
    const commit = (): PromiseSettledResult<T>[] => this.handle.transaction(all).immediate();
    return retryWhileBusy((remainingMs) => this.writeLock.acquire(commit, remainingMs()));
  }

  read<T>(work: (tx: Tx) => SqlProgram<T>): Promise<T> {
    return retryWhileBusy(() => {
      const tx = new Tx(this.sql);
      return this.drive(tx, work(tx));
    });
  }

  /** Runs one program of a larger transaction. @throws its error if SQLite has rolled back the whole transaction */
  private attempt<T>(work: (tx: Tx) => SqlProgram<T>): PromiseSettledResult<T> {
    try {
      return { status: 'fulfilled', value: this.commit(work) };
    } catch (reason) {
      if (!this.handle.inTransaction) throw reason;
      return { status: 'rejected', reason };
    }
  }

  /** Inside a transaction, better-sqlite3 uses a savepoint instead of BEGIN. */
  private commit<T>(work: (tx: Tx) => SqlProgram<T>): T {
    const tx = new Tx(this.sql);
    const result = this.handle.transaction(() => this.drive(tx, work(tx))).immediate();
    this.tableVersions.increment(tx.written);
    return result;
  }

  private get handle(): Database {
    return sqliteHandle(this.dataSource);
  }

  private drive<T>(tx: Tx, steps: SqlProgram<T>): T {
    let step = steps.next([]);
    while (!step.done) {
      this.executeAll(tx.drainDeferred());
      step = steps.next(this.executeAll(step.value));
    }
    this.executeAll(tx.drainDeferred());
    return step.value;
  }

  private executeAll(statements: readonly Statement[]): Row[][] {
    const connection = (this.statements ??= new SqliteStatements(this.handle));
    return statements.map((statement) => connection.execute(statement));
  }
}
