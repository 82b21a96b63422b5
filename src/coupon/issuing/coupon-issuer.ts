import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.js';
import { hasCode } from '../../platform/errors/domain-error.js';
import { outcomeUnknown } from '../coupon.errors.js';
import type { CouponUser } from '../issued/coupon-user.entity.js';
import { IssueBatch, type IssueResult } from './issue-batch.js';
import { IssuingWriter } from './issuing-writer.js';
import { refusalOf } from './issue-refusal.js';
import { KnownCoupons } from './known-coupons.js';
import { BatchQueue } from './batch-queue.js';
import type { Press } from './press.js';

/**
 * Issues coupons.
 *
 * The promise: never one more than the stock and never one less while somebody asks, never two for one coupon, work
 * and member, and the row is durable before the answer leaves.
 *
 * How it is kept:
 * 1. Presses for one coupon that arrive together are settled in their order of arrival, in one transaction under the
 *    coupon's lock: `IssueBatch`, which says why the numbers are right.
 * 2. The writer resolves after COMMIT with a synced log, and only then is anybody answered.
 * 3. Once a batch has seen the stock empty, the next one looks without a lock first. While that look still finds no
 *    stock, it is the answer: it was true at the moment of the look, in whichever process the last unit went.
 */
@Injectable()
export class CouponIssuer {
  private readonly queues = new Map<number, BatchQueue<Press, IssueResult>>();
  /** Coupons that were last seen without stock. A hint where to look first, never an answer. */
  private readonly seenSoldOut = new Set<number>();

  constructor(
    private readonly transactions: Transactions,
    private readonly writer: IssuingWriter,
    private readonly batch: IssueBatch,
    private readonly known: KnownCoupons,
  ) {}

  /**
   * @throws DomainError `ALREADY_ISSUED` with the row, `REVOKED`, `SOLD_OUT`, `DOES_NOT_EXIST`, `NOT_STARTED`, `ENDED`,
   * `PAUSED`; `OVERLOADED`; `UNAVAILABLE` when it is unknown whether the coupon was issued: pressing again tells
   */
  async issue(press: Press): Promise<CouponUser> {
    const result = await this.queueOf(press.couponId).add(press);
    if (result.kind === 'issued') return result.row;
    throw refusalOf(result, press);
  }

  private queueOf(couponId: number): BatchQueue<Press, IssueResult> {
    const known = this.queues.get(couponId);
    if (known) return known;
    const queue = new BatchQueue<Press, IssueResult>(
      (presses) => this.settle(couponId, presses).catch(asOutcomeUnknown),
      () => this.queues.delete(couponId),
    );
    this.queues.set(couponId, queue);
    return queue;
  }

  private async settle(couponId: number, presses: readonly Press[]): Promise<readonly IssueResult[]> {
    if (!this.known.has(couponId)) {
      const refusals = await this.known.lookUp(couponId, presses);
      if (refusals) return refusals;
    }
    if (this.seenSoldOut.has(couponId)) {
      const refusals = await this.transactions.read((tx) => this.batch.refuseAll(tx, couponId, presses));
      if (refusals) return refusals;
    }
    const { results, remaining } = await this.writer.settle(couponId, presses);
    if (remaining === 0) this.seenSoldOut.add(couponId);
    else this.seenSoldOut.delete(couponId);
    if (remaining === undefined) this.known.forget(couponId);
    return results;
  }
}

/** @throws always: that the database gave no answer in time is told as what it means to whoever pressed */
function asOutcomeUnknown(error: unknown): never {
  throw hasCode(error, 'UNAVAILABLE') ? outcomeUnknown(error.cause) : error;
}
