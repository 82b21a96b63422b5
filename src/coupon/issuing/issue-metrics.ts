import { Counter, Gauge, Histogram } from 'prom-client';
import type { IssueResult } from './issue-batch.js';

type Result = IssueResult['kind'] | 'failed' | 'throttled';

const presses = new Counter({
  name: 'toodat_presses_total',
  help: 'Presses of members by result. failed: their batch failed; a press that is retried counts again.',
  labelNames: ['result'] as const,
});

const batchSize = new Histogram({
  name: 'toodat_issue_batch_presses',
  help: 'Presses in a batch.',
  buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000],
});

const batchSeconds = new Histogram({
  name: 'toodat_issue_batch_seconds',
  help: 'Time from handing a batch to the database until COMMIT, including the wait for the turn at the coupon.',
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

/** Counts a batch that was answered. @param startedAt of `performance.now()` */
export function countBatch(results: readonly IssueResult[], startedAt: number): void {
  observe(results.length, startedAt);
  const counts = new Map<Result, number>();
  for (const { kind } of results) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  for (const [result, count] of counts) presses.inc({ result }, count);
}

/** Counts a batch that failed. Its presses may be retried, and count again then. */
export function countFailedBatch(size: number, startedAt: number): void {
  observe(size, startedAt);
  presses.inc({ result: 'failed' }, size);
}

export function countThrottled(): void {
  presses.inc({ result: 'throttled' });
}

/** @param count returns the number of presses that wait for a batch, in all queues of this process */
export function watchWaiting(count: () => number): void {
  const name = 'toodat_presses_waiting';
  new Gauge({
    name,
    help: 'Presses that wait for the next batch of their coupon.',
    collect() {
      this.set(count());
    },
  });
}

function observe(size: number, startedAt: number): void {
  batchSize.observe(size);
  batchSeconds.observe((performance.now() - startedAt) / 1000);
}
