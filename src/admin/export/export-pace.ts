import { performance } from 'node:perf_hooks';

/**
 * The share of its time that the event loop works for others, above which an export slows down. Receiving rows from another
 * thread and writing to the socket count as work for others; in an idle process they take up to half of the time.
 */
const BUSY = 0.75;

const PAUSE_MS = 100;

/** In milliseconds since the start of the process. */
type LoopTimes = { readonly active: number; readonly idle: number };

/** Slows an export down while a sale needs the event loop: 2,500 rows a second instead of about 30,000. */
export class ExportPace {
  private before: LoopTimes;

  constructor(private readonly now: () => LoopTimes = () => performance.eventLoopUtilization()) {
    this.before = now();
  }

  /** @param ownMs how long the event loop worked for the export since the last call @returns how long the export waits */
  pauseMs(ownMs: number): number {
    const [before, now] = [this.before, this.now()];
    this.before = now;
    const active = now.active - before.active;
    const all = active + now.idle - before.idle;
    return active - ownMs > BUSY * all ? PAUSE_MS : 0;
  }
}
