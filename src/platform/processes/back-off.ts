const FIRST_MS = 100;
const MAX_MS = 30_000;

/** A process that lived this long did not fail at its start, so the next delay is short again. */
const HEALTHY_MS = 60_000;

/** The delay before a process that ended is started again: 0.1 s, doubled at each early end, at most 30 s. */
export class BackOff {
  private nextMs = FIRST_MS;

  /** @param livedMs how long the process ran */
  delayAfter(livedMs: number): number {
    if (livedMs >= HEALTHY_MS) this.nextMs = FIRST_MS;
    const delay = this.nextMs;
    this.nextMs = Math.min(MAX_MS, 2 * delay);
    return delay;
  }
}
