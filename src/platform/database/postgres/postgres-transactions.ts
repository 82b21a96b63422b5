import type { OnApplicationShutdown } from '@nestjs/common';
import type { ClientBase, QueryResult } from 'pg';
import type { DataSource } from 'typeorm';
import { unavailable } from '../../errors/unavailable.js';
import { ownPoolOptions } from '../data-source-options.js';
import type { TableVersions } from '../table-versions.js';
import { databaseFailure, isOutdatedStatement, isReadOnly, outageOf } from '../database-failure.js';
import { EntitySql } from '../sql/entity-sql.js';
import { StatementCache } from '../statement-cache.js';
import type { Row, Statement, SqlProgram } from '../sql/statement.js';
import { Transactions } from '../transactions.js';
import { Tx } from '../tx.js';
import { pooledClient, type Release } from '../typeorm-internals.js';
import type { PooledConnections } from './pooled-connections.js';
import { PostgresPool } from './postgres-pool.js';
import { StandbyWait } from './standby-wait.js';

const ATTEMPTS = 4;

const BEGIN: Statement = { sql: 'BEGIN', parameters: [] };
const COMMIT: Statement = { sql: 'COMMIT', parameters: [] };

/** Runs each transaction on its own connection from the pool, with READ COMMITTED and explicit row locks. */
export class PostgresTransactions extends Transactions implements OnApplicationShutdown {
  /** Names of prepared statements. PostgreSQL parses and plans a named statement once for each connection. */
  private readonly names = new StatementCache<string | undefined>();
  private readonly sql: EntitySql;
  private readonly pools: PostgresPool[] = [];

  /** @param connect takes a connection; by default from the data source's pool */
  constructor(
    private readonly dataSource: DataSource,
    private readonly tableVersions: TableVersions,
    private readonly connections: PooledConnections,
    private readonly connect: () => Promise<[ClientBase, Release]> = () => pooledClient(dataSource),
  ) {
    super();
    this.sql = new EntitySql(dataSource);
  }

  override withConnections(name: string, connections: number): Transactions {
    const pool = new PostgresPool(name, ownPoolOptions(this.dataSource, name, connections), this.connections);
    this.pools.push(pool);
    return new PostgresTransactions(this.dataSource, this.tableVersions, this.connections, pool.connect);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.pools.map((pool) => pool.end()));
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
        if (isReadOnly(error) || isOutdatedStatement(error)) this.connections.renew();
        if (failure === 'conflict' && attempt < ATTEMPTS) continue;
        throw failure ? unavailable(outageOf(error)) : error;
      }
    }
  }

  private async attempt<T>(act: (client: ClientBase) => Promise<T>): Promise<T> {
    const [client, release] = await this.connect();
    let usable = false;
    client.on('error', ignoreError);
    try {
      const result = await act(client);
      usable = true;
      return result;
    } catch (error) {
      // After a lost connection or a timeout of the driver, the state of the connection is unknown: it is not reused.
      usable = !['lost', 'timeout'].includes(databaseFailure(error) ?? '') && (await rolledBack(client));
      throw error;
    } finally {
      client.off('error', ignoreError);
      release(!usable);
    }
  }

  private async commit<T>(client: ClientBase, work: (tx: Tx) => SqlProgram<T>): Promise<T> {
    const tx = new Tx(this.sql);
    const standby = new StandbyWait(client);
    try {
      const result = await this.drive(client, tx, work, { first: [BEGIN], last: [COMMIT] });
      this.tableVersions.increment(tx.written);
      if (standby.wasCancelled) throw unavailable({ kind: 'unreplicated', driverCode: 'WAIT_CANCELLED' });
      return result;
    } finally {
      standby.close();
    }
  }

  /** Sends as few messages as possible: `first` with the first statements, `last` with the last deferred ones. */
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
      const after = tx.ending ? last : [];
      ahead = [];
      const results = await this.send(client, [...before, ...step.value, ...after]);
      if (after.length > 0) checkCommitted(results);
      step = steps.next(results.slice(before.length, before.length + step.value.length).map(({ rows }) => rows));
      if (after.length > 0) return valueOf(step);
    }
    const results = await this.send(client, [...ahead, ...tx.drainDeferred(), ...last]);
    if (last.length > 0) checkCommitted(results);
    return step.value;
  }

  /** Sends all statements at once; they run in this order. @throws the first error, which caused the following ones */
  private async send(client: ClientBase, statements: readonly Statement[]): Promise<QueryResult<Row>[]> {
    const results = await Promise.allSettled(
      statements.map((statement) => {
        const result = this.query(client, statement);
        if (statement.onResult) result.then(statement.onResult, ignoreError);
        return result;
      }),
    );
    return results.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
  }

  private query(client: ClientBase, { sql, parameters }: Statement): Promise<QueryResult<Row>> {
    if (parameters.length === 0) return client.query<Row>(sql);
    const name = this.names.of(sql, (index) => (index === undefined ? undefined : `toodat_${index}`));
    return client.query<Row>({ name, text: sql, values: [...parameters] });
  }
}

/** For a transaction that has failed, PostgreSQL answers COMMIT with ROLLBACK and reports no error. */
function checkCommitted(results: readonly QueryResult[]): void {
  if (results.at(-1)!.command !== 'COMMIT') throw unavailable({ kind: 'conflict', driverCode: 'ROLLED_BACK' });
}

function valueOf<T>(step: IteratorResult<unknown, T>): T {
  if (!step.done) throw new Error('a statement follows the last one of its transaction, which is committed');
  return step.value;
}

/** If the connection breaks, the running query fails. An `error` event without a listener would end the process. */
const ignoreError = (): void => undefined;

async function rolledBack(client: ClientBase): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}
