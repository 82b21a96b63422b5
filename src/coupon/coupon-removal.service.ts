import { Injectable } from '@nestjs/common';
import { inList, listParameter } from '../platform/database/sql/in-list.js';
import { all, type Statement, type SqlProgram } from '../platform/database/sql/statement.js';
import { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../platform/time/clock.js';
import { couponHasIssued, noSuchCoupon } from './coupon.errors.js';
import { Coupon } from './coupon.entity.js';
import { EventCouponService } from './event-page-coupon/event-coupon.service.js';

/**
 * The ids of rows that were deleted, and of those that stay because coupons were issued for them. An id in neither list had
 * no row.
 */
export type Removal = { readonly removed: readonly number[]; readonly kept: readonly number[] };

/** One index look-up for each coupon, whatever PostgreSQL knows of the tables. */
const withIssued = (ids: readonly number[]): Statement => ({
  sql: `SELECT c."id" FROM "coupon" c WHERE ${inList('c."id"')}
    AND (SELECT u."id" FROM "coupon_user" u WHERE u."coupon_id" = c."id" LIMIT 1) IS NOT NULL`,
  parameters: [listParameter(ids)],
});

/**
 * Takes coupons away from the event, for operators who know what its page will show then.
 * @see EventCouponService.checkTold for `told` and `ON_EVENT_PAGE`
 */
@Injectable()
export class CouponRemovalService {
  constructor(
    private readonly transactions: Transactions,
    private readonly eventCoupon: EventCouponService,
    private readonly clock: Clock,
  ) {}

  /**
   * A hidden coupon is neither shown nor issued; what was issued stays.
   * @throws DomainError `ON_EVENT_PAGE`, `NOT_FOUND`
   */
  hide(id: number, told?: string): Promise<void> {
    return this.transactions.run((tx) => this.hideSteps(tx, id, told));
  }

  /** @throws DomainError `ON_EVENT_PAGE`, `HAS_ISSUED_COUPONS`, `NOT_FOUND` */
  async remove(id: number, told?: string): Promise<void> {
    const { removed, kept } = await this.removeAll([id], told);
    if (kept.length > 0) throw couponHasIssued();
    if (removed.length === 0) throw noSuchCoupon();
  }

  /** Deletes those of which no coupons were issued, all or none of them. @throws DomainError `ON_EVENT_PAGE` */
  removeAll(ids: readonly number[], told?: string): Promise<Removal> {
    return this.transactions.run((tx) => this.removeSteps(tx, ids, told));
  }

  private *hideSteps(tx: Tx, id: number, told: string | undefined): SqlProgram<void> {
    const [coupon] = yield* this.eventCoupon.lockSteps(tx, [id]);
    if (!coupon) throw noSuchCoupon();
    yield* this.eventCoupon.checkTold(tx, [id], told);
    yield* tx.update(Coupon, { id }, { isHidden: true, updatedAt: this.clock.now() });
  }

  /** Nothing more is issued of locked coupons, so those without issued ones stay without. */
  private *removeSteps(tx: Tx, ids: readonly number[], told: string | undefined): SqlProgram<Removal> {
    const locked = (yield* this.eventCoupon.lockSteps(tx, ids)).map(({ id }) => id);
    const kept = (yield* tx.rows(withIssued(locked))).map(({ id }) => id as number);
    const leaving = locked.filter((id) => !kept.includes(id));
    yield* this.eventCoupon.checkTold(tx, leaving, told);
    const removed = yield* all(...leaving.map((id) => tx.remove(Coupon, { id })));
    return { removed: removed.flat(), kept };
  }
}
