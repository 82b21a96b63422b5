import { Injectable } from '@nestjs/common';
import { databaseKind } from '../../platform/config/environment.js';
import { all, type SqlProgram } from '../../platform/database/sql/statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import type { IssueResult } from './issue-batch.js';
import { issueStatements } from './issue-statements.js';
import { BatchQueue } from './batch-queue.js';
import type { CouponPresses, Press } from './press.js';

/** Coupons that are pressed again and again are few; of more than so many ids the oldest is forgotten. */
const MAX_IDS = 5_000;

type Refusals = readonly IssueResult[] | undefined;

const sql = issueStatements[databaseKind];

/**
 * The coupons that this process has found in the database. A press for any other id is looked up first, so that made-up
 * ids do not cost a transaction each. Whether a known coupon still exists, the transaction decides.
 */
@Injectable()
export class KnownCoupons {
  private readonly ids = new Set<number>();
  /** All ids that wait when a look-up is done share the next one, so look-ups take one connection of the pool at most. */
  private readonly lookUps = new BatchQueue<CouponPresses, Refusals>(
    (asked) => this.answer(asked),
    () => undefined,
  );

  constructor(private readonly transactions: Transactions) {}

  has(couponId: number): boolean {
    return this.ids.has(couponId);
  }

  forget(couponId: number): void {
    this.ids.delete(couponId);
  }

  /**
   * Looks the coupon up, and remembers it when it exists. That it does not exist is never remembered, because it may be
   * created at any moment.
   * @returns each press's refusal when there is no such coupon, else undefined
   * @throws DomainError `UNAVAILABLE`, `OVERLOADED`
   */
  lookUp(couponId: number, presses: readonly Press[]): Promise<Refusals> {
    return this.lookUps.add({ couponId, presses });
  }

  private async answer(asked: readonly CouponPresses[]): Promise<readonly Refusals[]> {
    const refusals = await this.transactions.read((tx) => this.steps(tx, asked));
    asked.forEach(({ couponId }, place) => refusals[place] ?? this.remember(couponId));
    return refusals;
  }

  private *steps(tx: Tx, asked: readonly CouponPresses[]): SqlProgram<Refusals[]> {
    const workIds = asked.flatMap(({ presses }) => presses.map(({ workId }) => workId));
    const [coupons, works] = yield* all(
      tx.rows(sql.coupons(asked.map(({ couponId }) => couponId))),
      tx.rows(sql.works([...new Set(workIds)])),
    );
    const [existing, shown] = [coupons, works].map((rows) => new Set(rows.map(({ id }) => id)));
    return asked.map(({ couponId, presses }) => {
      if (existing!.has(couponId)) return undefined;
      // As `decide` would say: nobody holds such a coupon, because a coupon of which one was issued is never deleted.
      return presses.map(({ workId }) => ({ kind: 'missing', coupon: true, work: !shown!.has(workId) }));
    });
  }

  private remember(couponId: number): void {
    if (this.ids.size >= MAX_IDS) this.ids.delete(this.ids.values().next().value!);
    this.ids.add(couponId);
  }
}
