/** Fewer requests than this are always accepted: they are answered within a moment once the database answers. */
const ALWAYS_ACCEPTED = 256;

/** A request that was answered later than this waited in a queue. */
const MAX_AGE_MS = 300;

/** A queue is refused only if it stands: a crowd that comes at once is answered within this time, and nobody is refused. */
const PATIENCE_MS = 200;

/**
 * Recognizes that requests come faster than they are answered. Then every answer is late, and no number of waiting requests
 * would be right: the same queue is short for a fast machine and long for a slow one. So the ages at the answer decide. When none
 * was below 0.3 s for 0.2 s, further requests are refused until one is.
 */
export class StandingQueue {
  private inProgress = 0;
  /** The last moment without a queue: an answer was in time, or few requests were in progress. */
  private goodAt = 0;

  /** @param now a monotonic clock in milliseconds */
  constructor(readonly now = (): number => performance.now()) {}

  /** @returns whether another request would be answered in time */
  hasRoom(): boolean {
    if (this.inProgress >= ALWAYS_ACCEPTED) return this.now() - this.goodAt <= PATIENCE_MS;
    return true;
  }

  /**
   * Counts a request until `work` settles.
   * @param since when the request had arrived completely, of the same clock: a client that sends slowly is not a queue
   */
  async run<T>(since: number, work: () => Promise<T>): Promise<T> {
    if (this.inProgress < ALWAYS_ACCEPTED) this.goodAt = this.now();
    this.inProgress += 1;
    try {
      return await work();
    } finally {
      this.inProgress -= 1;
      const now = this.now();
      if (now - since <= MAX_AGE_MS) this.goodAt = now;
    }
  }
}
