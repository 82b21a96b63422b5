import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transactions.js';
import { hasCode } from '../platform/errors/domain-error.js';
import { outcomeUnknown } from './coupon.errors.js';
import type { CouponUser } from './coupon-user.entity.js';
import { IssueBatch, type Verdict } from './issue-batch.js';
import { IssuingWriter } from './issuing-writer.js';
import { refusalOf } from './issue-refusal.js';
import { KnownCoupons } from './known-coupons.js';
import { PressQueue } from './press-queue.js';
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
  private readonly queues = new Map<number, PressQueue<Press, Verdict>>();
  /** Coupons that were last seen without stock. A hint where to look first, never an answer. */
  private readonly seenEmpty = new Set<number>();

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
    const verdict = await this.queueOf(press.couponId).push(press);
    if (verdict.kind === 'issued') return verdict.row;
    throw refusalOf(verdict, press);
  }

  private queueOf(couponId: number): PressQueue<Press, Verdict> {
    const known = this.queues.get(couponId);
    if (known) return known;
    const queue = new PressQueue<Press, Verdict>(
      (presses) => this.settle(couponId, presses).catch(inOurWords),
      () => this.queues.delete(couponId),
    );
    this.queues.set(couponId, queue);
    return queue;
  }

  private async settle(couponId: number, presses: readonly Press[]): Promise<readonly Verdict[]> {
    if (!this.known.has(couponId)) {
      const refusals = await this.known.lookUp(couponId, presses);
      if (refusals) return refusals;
    }
    if (this.seenEmpty.has(couponId)) {
      const refusals = await this.transactions.look((tx) => this.batch.refusalSteps(tx, couponId, presses));
      if (refusals) return refusals;
    }
    const { verdicts, left } = await this.writer.settle(couponId, presses);
    if (left === 0) this.seenEmpty.add(couponId);
    else this.seenEmpty.delete(couponId);
    if (left === undefined) this.known.forget(couponId);
    return verdicts;
  }
}

/** @throws always: that the database gave no answer in time is told as what it means to whoever pressed */
function inOurWords(error: unknown): never {
  throw hasCode(error, 'UNAVAILABLE') ? outcomeUnknown(error.cause) : error;
}
