import { Gauge } from 'prom-client';

/** What a pool of `pg` tells about itself. */
export type CountedPool = {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
};

const pools = new Map<string, CountedPool>();

/** Shows a pool of connections in the metrics. @param name a label: what the connections are for */
export function watchPool(name: string, pool: CountedPool): void {
  pools.set(name, pool);
}

new Gauge({
  name: 'toodat_database_connections',
  help: 'Connections to PostgreSQL by pool and state (busy, idle).',
  labelNames: ['pool', 'state'] as const,
  collect() {
    for (const [pool, { totalCount, idleCount }] of pools) {
      this.set({ pool, state: 'busy' }, totalCount - idleCount);
      this.set({ pool, state: 'idle' }, idleCount);
    }
  },
});

new Gauge({
  name: 'toodat_database_connections_waiting',
  help: 'Transactions and reads that wait for a connection of their pool.',
  labelNames: ['pool'] as const,
  collect() {
    for (const [pool, { waitingCount }] of pools) this.set({ pool }, waitingCount);
  },
});
