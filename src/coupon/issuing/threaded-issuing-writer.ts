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
import type { BatchResult } from './issue-batch.js';
import { isFailure, packBatch, unpackResult, type Job, type Reply, type Settled } from './issuing-thread.messages.js';
import { IssuingWriter } from './issuing-writer.js';
import type { Press } from './press.js';
import { StockMovement } from '../stock/stock-movement.entity.js';

type Waiting = {
  readonly couponId: number;
  readonly presses: readonly Press[];
  readonly resolve: (result: BatchResult) => void;
  readonly reject: (error: Error) => void;
  readonly late: NodeJS.Timeout;
};

const ENTRY = join(import.meta.dirname, 'issuing.thread.js');

/** As many batches, of as many coupons, share a transaction. Nobody waits for them to be so many. */
const MAX_JOB = 256;

/**
 * On SQLite a transaction keeps its thread busy until the disk has it. So a thread of its own writes, while this one
 * reads requests and sends answers. All batches that wait when its last job is done are its next one.
 */
export class ThreadedIssuingWriter extends IssuingWriter implements OnApplicationShutdown {
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

  /** @throws when the thread cannot open the database */
  async start(): Promise<this> {
    await this.worker.start();
    return this;
  }

  settle(couponId: number, presses: readonly Press[]): Promise<BatchResult> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(noAnswer()), MAX_TRANSACTION_MS);
      this.waiting.push({ couponId, presses, resolve, reject, late });
      if (!this.running) void this.drain();
    });
  }

  onApplicationShutdown(): Promise<void> {
    return this.worker.close();
  }

  private async drain(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) await this.writeLock.acquire(() => this.next());
    this.running = false;
  }

  private async next(): Promise<void> {
    const batches = this.waiting.splice(0, MAX_JOB);
    const reply = await this.send(batches.map(({ couponId, presses }) => packBatch(couponId, presses)));
    const settled = isFailure(reply) ? batches.map(() => reply) : reply.settled;
    if (!settled.every(isFailure)) this.tableVersions.increment([Coupon, CouponUser, StockMovement]);
    batches.forEach((batch, place) => answer(batch, settled[place]!));
  }

  private async send(job: Job): Promise<Reply> {
    try {
      return await this.worker.ask(job);
    } catch (error) {
      // The thread ended, and that is logged. Trying each press by itself would start as many threads.
      return { failure: 'unknown', outage: outageOf(error) };
    }
  }
}

function answer({ presses, resolve, reject, late }: Waiting, settled: Settled): void {
  clearTimeout(late);
  if (!isFailure(settled)) resolve(unpackResult(presses, settled.result));
  else reject(settled.failure === 'unknown' ? unavailable(settled.outage) : new Error(settled.why));
}
