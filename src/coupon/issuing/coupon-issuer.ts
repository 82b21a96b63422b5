import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LookUps } from '../../platform/database/look-ups.js';
import { hasCode } from '../../platform/errors/domain-error.js';
import { overloadedRequests } from '../../platform/metrics/refused-requests.js';
import { outcomeUnknown } from '../coupon.errors.js';
import type { CouponUser } from '../issued/coupon-user.entity.js';
import { LiveCounters, UNATTRIBUTED } from '../live/live-counters.js';
import type { PressCounts } from '../live/press-counts.js';
import { BatchProgram, type WriteResult, type IssueResult } from './batch-program.js';
import { IssuingWriter } from './issuing-writer.js';
import { countBatch, countFailedBatch, countFailedPress, watchPresses } from './issue-metrics.js';
import { refusalOf } from './issue-refusal.js';
import { KnownCoupons } from './known-coupons.js';
import { BatchQueue } from './batch-queue.js';
import type { Press } from './press.js';

/** With 32^8 codes even a second draw is rare. If this many fail, the random generator is broken, or `decide` is wrong. */
const MAX_DRAWS = 20;

type WrittenBatch = { readonly results: readonly IssueResult[]; readonly remaining: number | undefined };

/**
 * Issues coupons.
 *
 * Guarantee: never one coupon more than the stock, no refusal as sold out while stock remains, never two for one coupon, work and
 * member. The row is durable before the response is sent.
 *
 * How it is kept:
 * 1. The presses for one coupon are written in batches, one batch at a time in each process, in the order in which their session
 *    and body had been read. A batch is written in one transaction, under the lock of the coupon's row; batches of other
 *    coupons may share the transaction. `BatchProgram` explains why the numbers are right.
 * 2. The writer resolves after COMMIT, when the log is synced. Only then do the requests of the batch get their responses.
 * 3. Once a coupon is sold out, the next batch first reads without a lock. While the stock is 0, that read is the answer: it
 *    was true when it was read, whichever process issued the last unit.
 */
@Injectable()
export class CouponIssuer implements OnApplicationBootstrap {
  private readonly queues = new Map<number, BatchQueue<Press, IssueResult>>();
  /** Coupons whose stock was 0 after the last batch. Only decides whether the next batch reads without a lock first. */
  private readonly seenSoldOut = new Set<number>();

  constructor(
    private readonly lookUps: LookUps,
    private readonly writer: IssuingWriter,
    private readonly program: BatchProgram,
    private readonly known: KnownCoupons,
    private readonly live: LiveCounters,
  ) {}

  onApplicationBootstrap(): void {
    watchPresses(() => [...this.queues.values()]);
  }

  /**
   * @throws DomainError `ALREADY_ISSUED` with the row, `REVOKED`, `SOLD_OUT`, `DOES_NOT_EXIST`, `NOT_STARTED`, `ENDED`,
   *   `PAUSED`; `OVERLOADED`; `UNAVAILABLE` if the database failed: the coupon may have been issued, and repeating the press
   *   returns it then
   */
  async issue(press: Press): Promise<CouponUser> {
    let result: IssueResult;
    try {
      result = await this.queueOf(press.couponId).add(press);
    } catch (error) {
      // Here and not with the batch: a press whose batch failed may be tried again, and one that waited too long has no batch.
      if (hasCode(error, 'OVERLOADED')) this.countOverloaded(press.couponId);
      else countFailedPress(this.liveCounts(press.couponId));
      throw error;
    }
    if (result.kind === 'issued') return result.row;
    throw refusalOf(result, press);
  }

  private queueOf(couponId: number): BatchQueue<Press, IssueResult> {
    const existing = this.queues.get(couponId);
    if (existing) return existing;
    const queue = new BatchQueue<Press, IssueResult>(
      (presses, since) => this.countedBatch(couponId, presses, since).catch(asOutcomeUnknown),
      () => this.queues.delete(couponId),
      this.writer.maxBatch,
    );
    this.queues.set(couponId, queue);
    return queue;
  }

  private countOverloaded(couponId: number): void {
    overloadedRequests.inc();
    this.liveCounts(couponId).OVERLOADED += 1;
  }

  private async countedBatch(
    couponId: number,
    presses: readonly Press[],
    since: number,
  ): Promise<readonly IssueResult[]> {
    const times = { startedAt: performance.now(), since };
    try {
      const results = await this.issueBatch(couponId, presses);
      countBatch(results, times, this.liveCounts(couponId));
      return results;
    } catch (error) {
      // The full queue of `KnownCoupons` refuses a batch before it is one.
      if (!hasCode(error, 'OVERLOADED')) countFailedBatch(presses.length, times, this.liveCounts(couponId));
      throw error;
    }
  }

  /** Invented ids count together, so that they do not displace an event. */
  private liveCounts(couponId: number): PressCounts {
    return this.live.of(this.known.has(couponId) ? couponId : UNATTRIBUTED);
  }

  private async issueBatch(couponId: number, presses: readonly Press[]): Promise<readonly IssueResult[]> {
    if (!this.known.has(couponId)) {
      const refusals = await this.known.lookUp(couponId, presses);
      if (refusals) return refusals;
    }
    if (this.seenSoldOut.has(couponId)) {
      const refusals = await this.lookUps.read((tx) => this.program.answerIfSoldOut(tx, couponId, presses));
      if (refusals) return refusals;
    }
    const { results, remaining } = await this.write(couponId, presses);
    if (remaining === 0) this.seenSoldOut.add(couponId);
    else this.seenSoldOut.delete(couponId);
    if (remaining === undefined) this.known.forget(couponId);
    return results;
  }

  /**
   * Writes a batch. Presses whose drawn codes exist already are written again, ahead of those that wait. The batch's sold-out
   * presses are written again, too: if a press with a taken code is refused this time, one of them gets its unit.
   *
   * Each time is a transaction of its own. If a later one fails, presses of an earlier one are issued already. After `UNAVAILABLE`
   * every client of the batch gets 503 and repeats its press; after any other error `BatchQueue` tries every press again. Those
   * that are issued then get `ALREADY_ISSUED` with their code.
   */
  private async write(couponId: number, presses: readonly Press[], draw = 1): Promise<WrittenBatch> {
    const { results, remaining } = await this.writer.write(couponId, presses);
    if (results.every(({ kind }) => kind !== 'code-taken'))
      return { results: results as readonly IssueResult[], remaining };
    const mustBeWrittenAgain = ({ kind }: WriteResult): boolean => kind === 'code-taken' || kind === 'sold-out';
    const again = presses.filter((_, index) => mustBeWrittenAgain(results[index]!));
    if (draw === MAX_DRAWS) throw new Error(`no free coupon code in ${MAX_DRAWS} draws`);
    const rewritten = await this.write(couponId, again, draw + 1);
    const others = rewritten.results.values();
    return {
      results: results.map((result) => (mustBeWrittenAgain(result) ? others.next().value! : result)) as IssueResult[],
      remaining: rewritten.remaining,
    };
  }
}

/** Replaces the message of `UNAVAILABLE` by one that says what a member can do. */
function asOutcomeUnknown(error: unknown): never {
  throw hasCode(error, 'UNAVAILABLE') ? outcomeUnknown(error.cause) : error;
}
