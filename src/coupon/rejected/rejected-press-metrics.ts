import { Counter, Gauge } from 'prom-client';

export const unrecordedPresses = new Counter({
  name: 'toodat_rejected_presses_unrecorded_total',
  help: 'Rejected presses that the member case will not show, because too many waited to be written.',
});

/** @param size the number of entries in memory */
export function watchPending(size: () => number): void {
  new Gauge({
    name: 'toodat_rejected_presses_waiting',
    help: 'Rejected presses of a member for a coupon and a work that wait to be written.',
    collect() {
      this.set(size());
    },
  });
}
