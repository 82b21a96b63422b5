/** A turn of the event loop with fewer requests is long for another reason: a module is loaded, or another process uses the core. */
const MIN_REQUESTS = 1_000;

/**
 * Estimates when a request had arrived. While many requests arrive, one turn of the event loop takes all that wait in the
 * sockets' buffers, so one that comes late in a turn may have waited since its beginning.
 */
export class Arrivals {
  private startedAt = 0;
  /** Requests in the current turn. */
  private requests = 0;
  private readonly endTurn = (): void => void (this.requests = 0);

  /** @param now a monotonic clock in milliseconds */
  constructor(private readonly now: () => number) {}

  /** Counts a request that was read just now. @returns when it may have arrived */
  next(): number {
    this.requests += 1;
    if (this.requests === 1) {
      this.startedAt = this.now();
      setImmediate(this.endTurn);
    }
    return this.requests > MIN_REQUESTS ? this.startedAt : this.now();
  }
}
