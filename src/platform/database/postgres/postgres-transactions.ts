import type { ClientBase, QueryResult } from 'pg';
import type { DataSource } from 'typeorm';
import { unavailable } from '../../errors/unavailable.js';
import type { TableVersions } from '../table-versions.js';
import { databaseFailure, outageOf } from '../database-failure.js';
import { EntitySql } from '../sql/entity-sql.js';
import { StatementCache } from '../statement-cache.js';
import type { Row, Statement, SqlProgram } from '../sql/statement.js';
import { Transactions } from '../transactions.js';
import { Tx } from '../tx.js';
import { pooledClient } from '../typeorm-internals.js';

const ATTEMPTS = 4;

const BEGIN: Statement = { sql: 'BEGIN', parameters: [] };
const COMMIT: Statement = { sql: 'COMMIT', parameters: [] };

/** `BEGIN … COMMIT` on a connection of its own from the pool, under READ COMMITTED and explicit row locks. */
export class PostgresTransactions extends Transactions {
  /** Statements with a name are parsed and planned once a connection. */
  private readonly names = new StatementCache<string | undefined>();
  private readonly sql: EntitySql;

  constructor(
    private readonly dataSource: DataSource,
    private readonly tableVersions: TableVersions,
  ) {
    super();
    this.sql = new EntitySql(dataSource);
  }

  run<T>(work: (tx: Tx) => SqlProgram<T>): Promise<T> {
    return this.withRetry((client) => this.commit(client, work));
  }

  read<T>(work: (tx: Tx) => SqlProgram<T>): Promise<T> {
    return this.withRetry((client) => this.drive(client, new Tx(this.sql), work, { first: [], last: [] }));
  }

  private async withRetry<T>(act: (client: ClientBase) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(act);
      } catch (error) {
        const failure = databaseFailure(error);
        if (failure === 'conflict' && attempt < ATTEMPTS) continue;
        throw failure ? unavailable(outageOf(error)) : error;
      }
    }
  }

  private async attempt<T>(act: (client: ClientBase) => Promise<T>): Promise<T> {
    const [client, release] = await pooledClient(this.dataSource);
    let usable = false;
    client.on('error', ignoreError);
    try {
      const result = await act(client);
      usable = true;
      return result;
    } catch (error) {
      // After a lost connection or a client-side time-out the connection's state is unknown: never reuse it.
      usable = !['lost', 'timeout'].includes(databaseFailure(error) ?? '') && (await rolledBack(client));
      throw error;
    } finally {
      client.off('error', ignoreError);
      release(!usable);
    }
  }

  private async commit<T>(client: ClientBase, work: (tx: Tx) => SqlProgram<T>): Promise<T> {
    const tx = new Tx(this.sql);
    const result = await this.drive(client, tx, work, { first: [BEGIN], last: [COMMIT] });
    this.tableVersions.increment(tx.written);
    return result;
  }

  /** Statements leave together where they may: `first` with what is asked for first, `last` with what is left to do. */
  private async drive<T>(
    client: ClientBase,
    tx: Tx,
    work: (tx: Tx) => SqlProgram<T>,
    { first, last }: { first: readonly Statement[]; last: readonly Statement[] },
  ): Promise<T> {
    const steps = work(tx);
    let ahead = first;
    let step = steps.next([]);
    while (!step.done) {
      const before = [...ahead, ...tx.drainDeferred()];
      ahead = [];
      const results = await this.send(client, [...before, ...step.value]);
      step = steps.next(results.slice(before.length).map(({ rows }) => rows));
    }
    const results = await this.send(client, [...ahead, ...tx.drainDeferred(), ...last]);
    // PostgreSQL answers the COMMIT of a transaction that had failed with ROLLBACK, and calls that a success.
    if (last.length > 0 && results.at(-1)!.command !== 'COMMIT') {
      throw unavailable({ kind: 'conflict', driverCode: 'ROLLED_BACK' });
    }
    return step.value;
  }

  /** All at once, in their order. @throws the first error; those behind it are its consequences */
  private async send(client: ClientBase, statements: readonly Statement[]): Promise<QueryResult<Row>[]> {
    const results = await Promise.allSettled(
      statements.map(({ sql, parameters }) => {
        if (parameters.length === 0) return client.query<Row>(sql);
        const name = this.names.of(sql, (place) => (place === undefined ? undefined : `toodat_${place}`));
        return client.query<Row>({ name, text: sql, values: [...parameters] });
      }),
    );
    return results.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
  }
}

/** A connection that breaks fails the query that waits for it; unheard, the event would end the process as well. */
const ignoreError = (): void => undefined;

async function rolledBack(client: ClientBase): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}
