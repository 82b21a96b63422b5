import { Counter, Gauge, Histogram } from 'prom-client';
import { addCounts, noPresses, RESULTS, type PressCounts, type PressResult } from '../live/press-counts.js';
import type { IssueResult } from './batch-program.js';
import { pressResult } from './press-result.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The label of each result. Fewer than the live view has, so that there are few time series. */
const LABELS: Readonly<Partial<Record<PressResult, IssueResult['kind']>>> = {
  ISSUED: 'issued',
  ALREADY_ISSUED: 'held',
  REVOKED: 'held',
  SOLD_OUT: 'sold-out',
  DOES_NOT_EXIST: 'missing',
  NOT_STARTED: 'closed',
  ENDED: 'closed',
  PAUSED: 'closed',
};

const presses = new Counter({
  name: 'toodat_presses_total',
  help: 'Presses of members by result. failed: answered with an error of the service or the database.',
  labelNames: ['result'] as const,
});
// From 0, so that the first one is an increase.
presses.inc({ result: 'failed' }, 0);

const batchSize = new Histogram({
  name: 'toodat_issue_batch_presses',
  help: 'Presses in a batch.',
  buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000],
});

const batchSeconds = new Histogram({
  name: 'toodat_issue_batch_seconds',
  help: 'Time until a batch was answered or failed, including waits for a connection and a turn.',
  buckets: SECONDS,
});

const turnWait = new Histogram({
  name: 'toodat_turn_wait_seconds',
  help: 'PostgreSQL: from the start of a transaction until its turn at a coupon.',
  buckets: SECONDS,
});

const turnHold = new Histogram({
  name: 'toodat_turn_hold_seconds',
  help: 'PostgreSQL: from getting the turn at a coupon until COMMIT.',
  buckets: SECONDS,
});

/** When a batch began and when its oldest press came, of `performance.now()`. */
export type BatchTimes = { readonly startedAt: number; readonly since: number };

/** Counts a batch that was answered. @param live the coupon's counts for the live view */
export function countBatch(results: readonly IssueResult[], times: BatchTimes, live: PressCounts): void {
  const counts = noPresses();
  for (const result of results) counts[pressResult(result)] += 1;
  for (const result of RESULTS) if (counts[result] > 0) presses.inc({ result: LABELS[result]! }, counts[result]);
  observe(counts, results.length, times, live);
}

/** Counts a batch that failed. Its presses may be tried again: `countFailedPress` counts those that are not answered then either. */
export function countFailedBatch(size: number, times: BatchTimes, live: PressCounts): void {
  observe(noPresses(), size, times, live);
}

export function countFailedPress(live: PressCounts): void {
  live.UNAVAILABLE += 1;
  presses.inc({ result: 'failed' });
}

export function countThrottled(live: PressCounts): void {
  live.THROTTLED += 1;
  presses.inc({ result: 'throttled' });
}

type Queue = { readonly length: number; readonly inProgress: number };

/** @param queues returns those of this process */
export function watchPresses(queues: () => readonly Queue[]): void {
  new Gauge({
    name: 'toodat_presses_waiting',
    help: 'Presses that wait for the next batch of their coupon.',
    collect() {
      this.set(queues().reduce((sum, { length }) => sum + length, 0));
    },
  });
  new Gauge({
    name: 'toodat_presses_in_progress',
    help: 'Presses that wait or are in a batch: accepted, and not answered yet.',
    collect() {
      this.set(queues().reduce((sum, { inProgress }) => sum + inProgress, 0));
    },
  });
}

/** Measures the turns at coupons of one transaction on PostgreSQL, from the moments at which results arrive anyway. */
export class TurnTimer {
  private sentAt = 0;
  private takenAt: number[] = [];

  /**
   * The statements are sent; again, if the transaction is repeated. The waits of each attempt are counted, but only the holds
   * of the last one.
   */
  sent(): void {
    this.sentAt = performance.now();
    this.takenAt = [];
  }

  /** The transaction has its turn at a coupon. */
  taken(): void {
    const now = performance.now();
    turnWait.observe((now - this.sentAt) / 1000);
    this.takenAt.push(now);
  }

  /** The transaction has ended, and with it all its turns. */
  ended(): void {
    const now = performance.now();
    for (const takenAt of this.takenAt) turnHold.observe((now - takenAt) / 1000);
  }
}

function observe(counts: PressCounts, size: number, { startedAt, since }: BatchTimes, live: PressCounts): void {
  const now = performance.now();
  batchSize.observe(size);
  batchSeconds.observe((now - startedAt) / 1000);
  counts.batches = 1;
  counts.batched = size;
  counts.longestWaitMs = now - since;
  addCounts(live, counts);
}
