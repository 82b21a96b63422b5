import type { Pool, PoolClient } from 'pg';
import { watchPool } from '../../metrics/pool-metrics.js';

/** The open connections of all pools of this process. There are none with SQLite. */
export class PooledConnections {
  private readonly pools: RenewablePool[] = [];

  /** @param name what its connections are for, in the metrics */
  add(name: string, pool: Pool): void {
    watchPool(name, pool);
    this.pools.push(new RenewablePool(pool));
  }

  /**
   * Replaces all connections, which may lead to a server that is not the primary any more. Idle ones end at once, the others
   * as soon as they are released, so running transactions go on.
   */
  renew(): void {
    for (const pool of this.pools) pool.renew();
  }
}

class RenewablePool {
  private readonly isIdle = new Map<PoolClient, boolean>();
  private readonly outdated = new WeakSet<PoolClient>();

  constructor(pool: Pool) {
    pool.on('acquire', (client) => this.isIdle.set(client, false));
    pool.on('release', (_error, client) => {
      this.isIdle.set(client, true);
      if (this.outdated.has(client)) discard(client);
    });
    pool.on('remove', (client) => this.isIdle.delete(client));
  }

  renew(): void {
    for (const [client, isIdle] of this.isIdle) {
      if (isIdle) discard(client);
      else this.outdated.add(client);
    }
  }
}

/** A pool closes and forgets a connection that breaks while it is idle. */
function discard(client: PoolClient): void {
  client.emit('error', new Error('The connection is replaced.'));
}
