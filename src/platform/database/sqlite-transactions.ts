import type { Database, Statement as SqliteStatement } from 'better-sqlite3';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { unavailable } from '../errors/unavailable.js';
import type { Changes } from './changes.js';
import { databaseFailure } from './database-failure.js';
import { EntitySql } from './entity-sql.js';
import { KeptStatements } from './kept-statements.js';
import type { Row, Statement, Step } from './statement.js';
import { Transactions } from './transactions.js';
import { Tx } from './tx.js';
import type { WriteTurns } from './write-turns.js';

const LOCK_WAIT_MS = 3_000;
const RETRY_EVERY_MS = 15;

/**
 * One synchronous `BEGIN IMMEDIATE … COMMIT` on this thread's only connection: no other request can run in between.
 * When another process holds the file, waiting happens out here, so that the event loop stays free.
 */
export class SqliteTransactions extends Transactions {
  private readonly prepared = new KeptStatements<SqliteStatement>();
  private readonly sql: EntitySql;

  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly turns: WriteTurns,
  ) {
    super();
    this.sql = new EntitySql(dataSource);
  }

  run<T>(work: (tx: Tx) => Step<T>): Promise<T> {
    return this.unlessLocked(() => this.turns.take(() => this.commit(work), LOCK_WAIT_MS));
  }

  /**
   * As `run`, several in one transaction: they are durable together, at the cost of one.
   * @returns what came of each; one that throws is rolled back alone
   * @throws as `run`, when the transaction itself fails: then nothing of any was done, or it is unknown
   */
  async runTogether<T>(works: readonly ((tx: Tx) => Step<T>)[]): Promise<PromiseSettledResult<T>[]> {
    // A savepoint would keep a copy of every page that is written.
    if (works.length === 1) return [{ status: 'fulfilled', value: await this.run(works[0]!) }];
    const all = (): PromiseSettledResult<T>[] => works.map((work) => this.attempt(work));
    return this.unlessLocked(() => this.turns.take(() => this.handle.transaction(all).immediate(), LOCK_WAIT_MS));
  }

  look<T>(work: (tx: Tx) => Step<T>): Promise<T> {
    return this.unlessLocked(() => {
      const tx = new Tx(this.sql);
      return this.drive(tx, work(tx));
    });
  }

  /** Part of a transaction that goes on whatever becomes of it; @throws when the whole of it was rolled back. */
  private attempt<T>(work: (tx: Tx) => Step<T>): PromiseSettledResult<T> {
    try {
      return { status: 'fulfilled', value: this.commit(work) };
    } catch (reason) {
      if (!this.handle.inTransaction) throw reason;
      return { status: 'rejected', reason };
    }
  }

  /** Inside of a transaction, better-sqlite3 makes this a savepoint. */
  private commit<T>(work: (tx: Tx) => Step<T>): T {
    const tx = new Tx(this.sql);
    const result = this.handle.transaction(() => this.drive(tx, work(tx))).immediate();
    this.changes.note(tx.written);
    return result;
  }

  private async unlessLocked<T>(act: () => T | Promise<T>): Promise<T> {
    const giveUpAt = performance.now() + LOCK_WAIT_MS;
    for (;;) {
      try {
        return await act();
      } catch (error) {
        const failure = databaseFailure(error);
        if (failure === 'busy' && performance.now() < giveUpAt) {
          await delay(RETRY_EVERY_MS);
          continue;
        }
        throw failure ? unavailable() : error;
      }
    }
  }

  private get handle(): Database {
    return (this.dataSource.driver as unknown as { databaseConnection: Database }).databaseConnection;
  }

  private drive<T>(tx: Tx, steps: Step<T>): T {
    let step = steps.next([]);
    while (!step.done) {
      this.executeAll(tx.takePostponed());
      step = steps.next(this.executeAll(step.value));
    }
    this.executeAll(tx.takePostponed());
    return step.value;
  }

  private executeAll(statements: readonly Statement[]): Row[][] {
    return statements.map((statement) => this.execute(statement));
  }

  private execute({ sql, parameters }: Statement): Row[] {
    const prepared = this.prepared.of(sql, () => this.handle.prepare(sql));
    const values = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    if (prepared.reader) return prepared.all(...values) as Row[];
    prepared.run(...values);
    return [];
  }
}
