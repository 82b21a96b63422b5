import { Pool, type ClientBase, type PoolConfig } from 'pg';
import type { Release } from '../typeorm-internals.js';
import type { PooledConnections } from './pooled-connections.js';

/** More than the pause between two events, so that connections and their prepared statements are kept during one. */
const IDLE_MS = 60_000;

/** A pool of connections. The owner must end it. */
export class PostgresPool {
  private readonly pool: Pool;

  /** @param name what its connections are for, in the metrics */
  constructor(name: string, config: PoolConfig, connections: PooledConnections) {
    this.pool = new Pool({ idleTimeoutMillis: IDLE_MS, ...config });
    // The pool replaces an idle connection that breaks. An `error` event without a listener would end the process.
    this.pool.on('error', () => undefined);
    connections.add(name, this.pool);
  }

  /** @returns a connection, and the function that gives it back */
  readonly connect = async (): Promise<[ClientBase, Release]> => {
    const client = await this.pool.connect();
    return [client, (destroy) => client.release(destroy)];
  };

  end(): Promise<void> {
    return this.pool.end();
  }
}
