import type { OnApplicationShutdown } from '@nestjs/common';
import { join } from 'node:path';
import type { DatabaseLocation } from '../../platform/config/database-url.js';
import type { TableVersions } from '../../platform/database/table-versions.js';
import { outageOf } from '../../platform/database/database-failure.js';
import { RequestWorker } from '../../platform/database/sqlite/request-worker.js';
import type { WriteLock } from '../../platform/database/sqlite/write-lock.js';
import { MAX_TRANSACTION_MS, noAnswer } from '../../platform/errors/no-answer.js';
import { unavailable } from '../../platform/errors/unavailable.js';
import { Coupon } from '../coupon.entity.js';
import { CouponUser } from '../issued/coupon-user.entity.js';
import type { BatchResult } from './batch-program.js';
import {
  isFailure,
  packBatch,
  unpackResult,
  type Job,
  type Reply,
  type BatchOutcome,
} from './issuing-thread.messages.js';
import { IssuingWriter } from './issuing-writer.js';
import type { Press } from './press.js';
import { StockMovement } from '../stock/stock-movement.entity.js';

type Waiting = {
  readonly couponId: number;
  readonly presses: readonly Press[];
  readonly resolve: (result: BatchResult) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
};

const ENTRY = join(import.meta.dirname, 'issuing.thread.js');

/**
 * Maximum number of batches in one transaction. A job never waits to become full. Its batches are of different coupons, except
 * after a time limit: then the next batch of a coupon may follow one that nobody waits for any more. The programs run one after
 * the other, so the second reads what the first has written.
 */
const MAX_BATCHES = 256;

/**
 * For SQLite, where COMMIT blocks its thread until the disk has synced. A worker thread writes, while the main thread reads
 * requests and sends responses. The batches that arrive during one job form the next job.
 */
export class ThreadedIssuingWriter extends IssuingWriter implements OnApplicationShutdown {
  /** A larger batch would not cost less for each press, and its presses would wait longer. */
  override readonly maxBatch = 256;
  private readonly worker: RequestWorker<Job, Reply>;
  private waiting: Waiting[] = [];
  private running = false;

  constructor(
    location: DatabaseLocation,
    private readonly tableVersions: TableVersions,
    private readonly writeLock: WriteLock,
  ) {
    super();
    this.worker = new RequestWorker('the issuing thread', ENTRY, location);
  }

  /** @throws if the thread cannot open the database */
  async start(): Promise<this> {
    await this.worker.start();
    return this;
  }

  write(couponId: number, presses: readonly Press[]): Promise<BatchResult> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(noAnswer()), MAX_TRANSACTION_MS);
      this.waiting.push({ couponId, presses, resolve, reject, timer });
      if (!this.running) void this.drain();
    });
  }

  onApplicationShutdown(): Promise<void> {
    return this.worker.close();
  }

  /** Never rejects: without a time limit `acquire` does not, and `next` reports failures to its batches. */
  private async drain(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) await this.writeLock.acquire(() => this.next());
    this.running = false;
  }

  private async next(): Promise<void> {
    const batches = this.waiting.splice(0, MAX_BATCHES);
    const reply = await this.send(batches.map(({ couponId, presses }) => packBatch(couponId, presses)));
    const outcomes = isFailure(reply) ? batches.map(() => reply) : reply.outcomes;
    if (!outcomes.every(isFailure)) this.tableVersions.increment([Coupon, CouponUser, StockMovement]);
    batches.forEach((batch, index) => answer(batch, outcomes[index]!));
  }

  private async send(job: Job): Promise<Reply> {
    try {
      return await this.worker.ask(job);
    } catch (error) {
      // The thread ended, which `RequestWorker` has logged. Any other error would make the queue retry each press.
      return { failure: 'unknown', outage: outageOf(error) };
    }
  }
}

function answer({ presses, resolve, reject, timer }: Waiting, outcome: BatchOutcome): void {
  clearTimeout(timer);
  if (!isFailure(outcome)) resolve(unpackResult(presses, outcome.result));
  else reject(outcome.failure === 'unknown' ? unavailable(outcome.outage) : new Error(outcome.reason));
}
