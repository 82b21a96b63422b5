import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How often the delay is sampled, and how often the samples are evaluated, in milliseconds. */
const RESOLUTION_MS = 20;
const INTERVAL_MS = 500;

/** One of ten turns of the event loop may take longer than this; beyond it, requests wait unseen in the socket's buffer. */
const MAX_P90_MS = 100;

/** In an interval with fewer requests, something else delays the event loop, for example the load of another process. */
const MIN_REQUESTS = 100;

const NANOSECONDS = 1e6;

/**
 * Decides which share of the requests is refused while the event loop is late: as many as are too many for turns of 100 ms. A
 * refusal costs a small part of an answer, so the turns become shorter. A single late interval refuses nobody.
 */
export class LoopDelay {
  private readonly histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private readonly timer: NodeJS.Timeout;
  private requests = 0;
  private wasLate = false;
  private share = 0;

  constructor() {
    this.histogram.enable();
    this.timer = setInterval(() => {
      this.evaluate(this.histogram.percentile(90) / NANOSECONDS - RESOLUTION_MS);
      this.histogram.reset();
    }, INTERVAL_MS).unref();
  }

  /** Counts a request. @returns whether it should be refused. Decided at random, because every client may come again */
  refuses(): boolean {
    this.requests += 1;
    return this.share > 0 && Math.random() < this.share;
  }

  stop(): void {
    this.histogram.disable();
    clearInterval(this.timer);
  }

  /** @param p90Ms delay of the event loop in the last interval */
  evaluate(p90Ms: number): void {
    const isLate = p90Ms > MAX_P90_MS && this.requests >= MIN_REQUESTS;
    this.share = isLate && this.wasLate ? 1 - MAX_P90_MS / p90Ms : 0;
    this.wasLate = isLate;
    this.requests = 0;
  }
}
