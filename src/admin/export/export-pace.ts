import { performance, type EventLoopUtilization } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

/** How often and how long an export that does not slow down waits, to see what the event loop does without it. */
const LOOK_EVERY_MS = 100;
const LOOK_MS = 10;

/** The share of this time that the event loop works for others, above which an export slows down. */
const BUSY = 0.1;

/**
 * The pause after each page of an export that slows down, as a multiple of the time that the event loop worked for the page. So an
 * export takes the same share of the event loop on a slow machine as on a fast one. Reading and sending the page are not counted.
 */
const PAUSES = 40;

/** If the machine was busy with something else, a page seems to take long. */
const MAX_PAUSE_MS = 1_000;

/** The event loop; tests have another one. */
export type Loop = {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
  /** @param since an earlier result */
  readonly utilization: (since?: EventLoopUtilization) => EventLoopUtilization;
};

const LOOP: Loop = {
  now: () => performance.now(),
  wait: (ms) => delay(ms),
  utilization: (since) => performance.eventLoopUtilization(since),
};

/**
 * Slows an export down while a sale needs the event loop. While the export works, its own work and that for others cannot be
 * told apart. So the work for others is measured while the export waits.
 */
export class ExportPace {
  private isBusy = false;
  private pageMs = 0;
  private lookedAt = -Infinity;

  constructor(private readonly loop: Loop = LOOP) {}

  /** Makes a page, and notes how long that took. */
  page(make: () => string): string {
    const startedAt = this.loop.now();
    const page = make();
    this.pageMs = this.loop.now() - startedAt;
    return page;
  }

  /** To be called after each page. */
  async pause(): Promise<void> {
    const { now, wait, utilization } = this.loop;
    if (!this.isBusy && now() - this.lookedAt < LOOK_EVERY_MS) return;
    const before = utilization();
    await wait(this.isBusy ? Math.min(MAX_PAUSE_MS, Math.max(LOOK_MS, this.pageMs * PAUSES)) : LOOK_MS);
    this.isBusy = utilization(before).utilization > BUSY;
    this.lookedAt = now();
  }
}
