import type { OnApplicationShutdown } from '@nestjs/common';
import { Pool, type PoolClient } from 'pg';
import { unavailable } from '../../errors/unavailable.js';
import { BackgroundReads } from '../background-reads.js';
import { databaseFailure } from '../database-failure.js';
import { readTooLong } from '../read-too-long.js';
import type { Row, Statement } from '../sql/statement.js';
import type { PooledConnections } from './pooled-connections.js';
import { toPrimary } from './primary-client.js';

export const BACKGROUND_CONNECTIONS = 2;

const LIMITS_MS = {
  connectionTimeoutMillis: 3_000,
  idleTimeoutMillis: 60_000,
  lock_timeout: 1_000,
  statement_timeout: 3_000,
  query_timeout: 5_000,
};

/** JIT compilation would take longer than these statements. */
const SESSION = '-c default_transaction_read_only=on -c jit=off';

/**
 * Reads on a small pool of their own. Statements have no name, so PostgreSQL plans each with its values and can use an index
 * for a prefix search.
 */
export class PostgresBackgroundReads extends BackgroundReads implements OnApplicationShutdown {
  private readonly pool: Pool;

  constructor(url: string, connections: PooledConnections) {
    super();
    this.pool = new Pool({
      connectionString: url,
      application_name: 'toodat panel',
      max: BACKGROUND_CONNECTIONS,
      options: SESSION,
      ...toPrimary(),
      ...LIMITS_MS,
    });
    // The pool replaces an idle connection that breaks. An `error` event without a listener would end the process.
    this.pool.on('error', () => undefined);
    connections.add('panel', this.pool);
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.end();
  }

  override async all(statements: readonly Statement[]): Promise<Row[][]> {
    try {
      const client = await this.pool.connect();
      return await rowsFrom(client, statements);
    } catch (error) {
      const reason = databaseFailure(error);
      if (reason === 'timeout' || waitedForOthers(error)) throw readTooLong();
      throw reason ? unavailable() : error;
    }
  }
}

/** The error of pg-pool if no connection became free in time. A connection that cannot be made has another error. */
const waitedForOthers = (error: unknown): boolean =>
  error instanceof Error && error.message === 'timeout exceeded when trying to connect';

async function rowsFrom(client: PoolClient, statements: readonly Statement[]): Promise<Row[][]> {
  let broken: boolean | undefined;
  const markBroken = (): void => void (broken = true);
  client.on('error', markBroken);
  try {
    const results: Row[][] = [];
    for (const { sql, parameters } of statements) results.push((await client.query<Row>(sql, [...parameters])).rows);
    return results;
  } catch (error) {
    broken ??= ['lost', 'timeout'].includes(databaseFailure(error) ?? '');
    throw error;
  } finally {
    client.off('error', markBroken);
    client.release(broken);
  }
}
