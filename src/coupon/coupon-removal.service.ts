import { Injectable } from '@nestjs/common';
import { inList, listParameter } from '../platform/database/sql/in-list.js';
import { all, type Statement, type SqlProgram } from '../platform/database/sql/statement.js';
import type { Actor } from '../platform/audit-log/actor.js';
import { AuditLog } from '../platform/audit-log/audit-log.js';
import { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../platform/time/clock.js';
import { couponAct } from './coupon-act.js';
import { couponHasIssued, noSuchCoupon } from './coupon.errors.js';
import { Coupon } from './coupon.entity.js';
import { EventCouponService } from './event-page-coupon/event-coupon.service.js';

/** Ids of deleted coupons, and of those that stay because some were issued. An id in neither list does not exist. */
export type Removal = { readonly removed: readonly number[]; readonly kept: readonly number[] };

/** LIMIT 1 makes PostgreSQL use one index lookup for each coupon, whatever its statistics say. */
const withIssued = (ids: readonly number[]): Statement => ({
  sql: `SELECT c."id" FROM "coupon" c WHERE ${inList('c."id"')}
    AND (SELECT u."id" FROM "coupon_user" u WHERE u."coupon_id" = c."id" LIMIT 1) IS NOT NULL`,
  parameters: [listParameter(ids)],
});

/**
 * Hides and deletes coupons. If the event page shows one of them, the operator must have confirmed what it shows next.
 * @see EventCouponService.requireConfirmation for `confirmed` and `ON_EVENT_PAGE`
 */
@Injectable()
export class CouponRemovalService {
  constructor(
    private readonly transactions: Transactions,
    private readonly eventCoupon: EventCouponService,
    private readonly auditLog: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * A hidden coupon is neither shown nor issued; issued coupons stay valid.
   * @throws DomainError `ON_EVENT_PAGE`, `NOT_FOUND`
   */
  hide(id: number, by: Actor, confirmed?: string): Promise<void> {
    return this.transactions.run((tx) => this.hideLocked(tx, id, by, confirmed));
  }

  /** @throws DomainError `ON_EVENT_PAGE`, `HAS_ISSUED_COUPONS`, `NOT_FOUND` */
  async remove(id: number, by: Actor, confirmed?: string): Promise<void> {
    const { removed, kept } = await this.removeUnissued([id], by, confirmed);
    if (kept.length > 0) throw couponHasIssued();
    if (removed.length === 0) throw noSuchCoupon();
  }

  /** Deletes, in one transaction, the coupons of which none was issued. @throws DomainError `ON_EVENT_PAGE` */
  removeUnissued(ids: readonly number[], by: Actor, confirmed?: string): Promise<Removal> {
    return this.transactions.run((tx) => this.removeLocked(tx, ids, by, confirmed));
  }

  private *hideLocked(tx: Tx, id: number, by: Actor, confirmed: string | undefined): SqlProgram<void> {
    const [coupon] = yield* this.eventCoupon.lock(tx, [id]);
    if (!coupon) throw noSuchCoupon();
    yield* this.eventCoupon.requireConfirmation(tx, [id], confirmed);
    yield* tx.update(Coupon, { id }, { isHidden: true, updatedAt: this.clock.now() });
    const act = couponAct(coupon, coupon, { isHidden: true });
    if (act) this.auditLog.record(tx, by, act);
  }

  /** While the coupons are locked, none can be issued of them. */
  private *removeLocked(tx: Tx, ids: readonly number[], by: Actor, confirmed: string | undefined): SqlProgram<Removal> {
    const coupons = yield* this.eventCoupon.lock(tx, ids);
    const locked = coupons.map(({ id }) => id);
    const kept = (yield* tx.rows(withIssued(locked))).map(({ id }) => id as number);
    const deletable = locked.filter((id) => !kept.includes(id));
    yield* this.eventCoupon.requireConfirmation(tx, deletable, confirmed);
    const removed = yield* all(...deletable.map((id) => tx.remove(Coupon, { id })));
    for (const coupon of coupons) {
      if (deletable.includes(coupon.id)) this.auditLog.record(tx, by, couponAct(coupon, coupon, undefined)!);
    }
    return { removed: removed.flat(), kept };
  }
}
