import { Gauge } from 'prom-client';

/** @param isReady returns what `/readyz` would answer */
export function watchReadiness(isReady: () => boolean): void {
  new Gauge({
    name: 'toodat_ready',
    help: '1: the database was readable and writable a few seconds ago, as /readyz says. With workers: in all of them.',
    aggregator: 'min',
    collect() {
      this.set(isReady() ? 1 : 0);
    },
  });
}
