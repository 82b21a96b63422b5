import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/audit-log/actor.js';
import { AuditLog } from '../../platform/audit-log/audit-log.js';
import { CachedValue } from '../../platform/cache/cached-value.js';
import { TableVersions } from '../../platform/database/table-versions.js';
import { inList, listParameter } from '../../platform/database/sql/in-list.js';
import { all, type Statement, type SqlProgram } from '../../platform/database/sql/statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { couponTarget } from '../coupon-act.js';
import { hiddenFromEventPage, NO_COUPON, noSuchCoupon, onEventPage } from '../coupon.errors.js';
import { Coupon } from '../coupon.entity.js';
import { EventPageSelection, EVENT_PAGE_ID } from './event-page-selection.entity.js';

/** What the event page shows. Members see their codes of the coupon `heldCouponId`, also while every coupon is hidden. */
export type EventCoupon = { readonly coupon: Coupon | undefined; readonly heldCouponId: number | undefined };

/** The selected coupon if it is visible, else the lowest visible id, else a hidden one. Each alternative uses an index. */
const PAGE_COUPON = `SELECT c.* FROM "coupon" c WHERE c."id" = COALESCE(
  (SELECT s."id" FROM "event_page" e JOIN "coupon" s ON s."id" = e."coupon_id"
   WHERE e."id" = ${EVENT_PAGE_ID} AND NOT s."is_hidden"),
  (SELECT v."id" FROM "coupon" v WHERE NOT v."is_hidden" ORDER BY v."id" LIMIT 1),
  (SELECT e."coupon_id" FROM "event_page" e WHERE e."id" = ${EVENT_PAGE_ID}),
  (SELECT h."id" FROM "coupon" h ORDER BY h."id" LIMIT 1))`;

const pageCoupon: Statement = { sql: PAGE_COUPON, parameters: [] };

/** The coupon that the page shows after these are hidden or deleted. */
const nextCoupon = (excludedIds: readonly number[]): Statement => ({
  sql: `SELECT c.* FROM "coupon" c WHERE NOT c."is_hidden" AND NOT (${inList('c."id"')}) ORDER BY c."id" LIMIT 1`,
  parameters: [listParameter(excludedIds)],
});

/**
 * Which coupon `/event/` shows: the one that an operator selected, unless it is hidden; else the visible one with the lowest id,
 * if there is one.
 *
 * Before the page's coupon is hidden or deleted, the operator confirms what the page will show next, and that must still be
 * true at COMMIT. So selecting a coupon, and hiding or deleting any, exclude each other: each first locks the row of
 * `event_page`, then its coupons by id, and reads afterwards. The fixed order prevents deadlocks with each other and with
 * issuing, editing and stock changes, which lock coupons by ascending id and never that row. Unhiding and creating a coupon
 * need no such lock, because they read nothing of the page: if one commits meanwhile, the result is the same as if it had come
 * afterwards.
 */
@Injectable()
export class EventCouponService {
  private readonly cached: CachedValue<EventCoupon>;

  constructor(
    private readonly transactions: Transactions,
    private readonly auditLog: AuditLog,
    tableVersions: TableVersions,
  ) {
    this.cached = new CachedValue(
      () => this.load(),
      () => tableVersions.version([Coupon, EventPageSelection]),
    );
  }

  /** From memory: at most one second older than other processes' commits. The same object until it is read again. */
  current(): Promise<EventCoupon> {
    return this.cached.get();
  }

  /** As `current`, read from the database now. */
  currentNow(): Promise<EventCoupon> {
    return this.cached.refresh();
  }

  /** @throws DomainError `NOT_FOUND`, `COUPON_HIDDEN` */
  select(couponId: number, by: Actor): Promise<void> {
    return this.transactions.run((tx) => this.selectLocked(tx, couponId, by));
  }

  /** Locks the coupons until the transaction ends. @returns those that exist */
  *lock(tx: Tx, couponIds: readonly number[]): SqlProgram<Coupon[]> {
    const ids = [...couponIds].sort((one, other) => one - other);
    const [, ...coupons] = yield* all(
      tx.lock(EventPageSelection, { id: EVENT_PAGE_ID }),
      ...ids.map((id) => tx.lock(Coupon, { id })),
    );
    return coupons.flat();
  }

  /**
   * To be called before coupons are hidden or deleted, in a transaction that has locked them with `lock`. If the page shows
   * one of them, the operator must have confirmed what it shows next.
   * @param confirmed the id of the coupon that the operator expects next, or 0 for none
   * @throws DomainError `ON_EVENT_PAGE` with the question, and in `follows` what to send as `confirmed`
   */
  *requireConfirmation(tx: Tx, couponIds: readonly number[], confirmed: string | undefined): SqlProgram<void> {
    const [[coupon], [next]] = yield* all(tx.entities(Coupon, pageCoupon), tx.entities(Coupon, nextCoupon(couponIds)));
    if (!coupon || coupon.isHidden || !couponIds.includes(coupon.id)) return;
    if (confirmed !== String(next?.id ?? NO_COUPON)) throw onEventPage(coupon, next);
  }

  private *selectLocked(tx: Tx, couponId: number, by: Actor): SqlProgram<void> {
    const [coupon] = yield* this.lock(tx, [couponId]);
    if (!coupon) throw noSuchCoupon();
    if (coupon.isHidden) throw hiddenFromEventPage();
    const [shown] = yield* tx.entities(Coupon, pageCoupon);
    yield* tx.update(EventPageSelection, { id: EVENT_PAGE_ID }, { couponId });
    const changes = { on_event_page: [shown?.id ?? null, couponId] as const };
    this.auditLog.record(tx, by, { action: 'select-event-coupon', target: couponTarget(coupon), changes });
  }

  private async load(): Promise<EventCoupon> {
    const [row] = await this.transactions.read((tx) => tx.entities(Coupon, pageCoupon));
    return { coupon: row?.isHidden ? undefined : row, heldCouponId: row?.id };
  }
}
