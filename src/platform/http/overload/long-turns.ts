/**
 * While more requests arrive than are answered, one turn of the event loop takes all that wait in the sockets' buffers. Requests
 * that come late in such a turn have waited as long as it has lasted, and the longer it lasts, the more are waiting for the next.
 */
const MAX_TURN_MS = 100;

/** A turn with fewer requests is long for another reason: a module is loaded, or another process uses the core. */
const MIN_REQUESTS = 1_000;

/** Recognizes turns of the event loop that last too long because of the number of requests. */
export class LongTurns {
  private startedAt = 0;
  /** Requests in the current turn. */
  private requests = 0;
  private readonly end = (): void => void (this.requests = 0);

  /** @param now a monotonic clock in milliseconds */
  constructor(private readonly now = (): number => performance.now()) {}

  /** Counts a request. @returns whether it should be refused, which costs less than an answer and so ends the turn earlier */
  refuses(): boolean {
    this.requests += 1;
    if (this.requests === 1) {
      this.startedAt = this.now();
      setImmediate(this.end);
    }
    return this.requests > MIN_REQUESTS && this.now() - this.startedAt > MAX_TURN_MS;
  }
}
