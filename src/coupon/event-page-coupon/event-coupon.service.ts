import { Injectable } from '@nestjs/common';
import { CachedValue } from '../../platform/cache/cached-value.js';
import { TableVersions } from '../../platform/database/table-versions.js';
import { inList, listParameter } from '../../platform/database/sql/in-list.js';
import { all, type Statement, type SqlProgram } from '../../platform/database/sql/statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { hiddenFromEventPage, NO_COUPON, noSuchCoupon, onEventPage } from '../coupon.errors.js';
import { Coupon } from '../coupon.entity.js';
import { EventPageSelection, THE_EVENT_PAGE } from './event-page-selection.entity.js';

/** What the event page shows. Its members see what they hold of `heldOf`, also while every coupon is hidden. */
export type EventCoupon = { readonly coupon: Coupon | undefined; readonly heldOf: number | undefined };

/** Each is looked up by an index. The selected one; unless it is visible, the lowest visible id; else a hidden one. */
const SHOWN = `SELECT c.* FROM "coupon" c WHERE c."id" = COALESCE(
  (SELECT s."id" FROM "event_page" e JOIN "coupon" s ON s."id" = e."coupon_id"
   WHERE e."id" = ${THE_EVENT_PAGE} AND NOT s."is_hidden"),
  (SELECT v."id" FROM "coupon" v WHERE NOT v."is_hidden" ORDER BY v."id" LIMIT 1),
  (SELECT e."coupon_id" FROM "event_page" e WHERE e."id" = ${THE_EVENT_PAGE}),
  (SELECT h."id" FROM "coupon" h ORDER BY h."id" LIMIT 1))`;

const shown: Statement = { sql: SHOWN, parameters: [] };

/** What the page shows once these coupons have left it. */
const following = (leaving: readonly number[]): Statement => ({
  sql: `SELECT c.* FROM "coupon" c WHERE NOT c."is_hidden" AND NOT (${inList('c."id"')}) ORDER BY c."id" LIMIT 1`,
  parameters: [listParameter(leaving)],
});

/**
 * Which coupon `/event/` shows: the one that an operator selected, or else the visible one with the lowest id.
 *
 * Operators are told what the page will show before a coupon leaves it, and that must still hold when it leaves. So
 * selecting, hiding and deleting take turns: each first locks the row of `event_page`, then its coupons by id, and only
 * then reads. In this one order they cannot wait for each other, nor for issuing, editing and stock, which lock one
 * coupon and never that row. Showing a hidden coupon again and creating one need no turn: they read nothing of the page,
 * so they count as done after what is under way.
 */
@Injectable()
export class EventCouponService {
  private readonly shown: CachedValue<EventCoupon>;

  constructor(
    private readonly transactions: Transactions,
    tableVersions: TableVersions,
  ) {
    this.shown = new CachedValue(
      () => this.load(),
      () => tableVersions.version([Coupon, EventPageSelection]),
    );
  }

  /** From memory: at most a second behind other processes. The same object for as long as it is not read again. */
  current(): Promise<EventCoupon> {
    return this.shown.get();
  }

  /** As `current`, as the database says now. */
  currentNow(): Promise<EventCoupon> {
    return this.shown.refresh();
  }

  /** @throws DomainError `NOT_FOUND`, `COUPON_HIDDEN` */
  select(couponId: number): Promise<void> {
    return this.transactions.run((tx) => this.selectSteps(tx, couponId));
  }

  /** The coupons that there are, locked until the transaction ends, so that no other transaction takes one away. */
  *lockSteps(tx: Tx, couponIds: readonly number[]): SqlProgram<Coupon[]> {
    const ids = [...couponIds].sort((one, other) => one - other);
    const [, ...coupons] = yield* all(
      tx.lock(EventPageSelection, { id: THE_EVENT_PAGE }),
      ...ids.map((id) => tx.lock(Coupon, { id })),
    );
    return coupons.flat();
  }

  /**
   * Before coupons are hidden or deleted in this transaction, which has locked them by `lockSteps`: the operator must have
   * been told when the page shows one of them, and what it will show instead.
   * @param told the coupon that the operator was told about: its id, or 0 for none
   * @throws DomainError `ON_EVENT_PAGE` with the sentence, and what to give as `told`
   */
  *checkTold(tx: Tx, leaving: readonly number[], told: string | undefined): SqlProgram<void> {
    const [[coupon], [next]] = yield* all(tx.entities(Coupon, shown), tx.entities(Coupon, following(leaving)));
    if (!coupon || coupon.isHidden || !leaving.includes(coupon.id)) return;
    if (told !== String(next?.id ?? NO_COUPON)) throw onEventPage(coupon, next);
  }

  private *selectSteps(tx: Tx, couponId: number): SqlProgram<void> {
    const [coupon] = yield* this.lockSteps(tx, [couponId]);
    if (!coupon) throw noSuchCoupon();
    if (coupon.isHidden) throw hiddenFromEventPage();
    yield* tx.update(EventPageSelection, { id: THE_EVENT_PAGE }, { couponId });
  }

  private async load(): Promise<EventCoupon> {
    const [row] = await this.transactions.read((tx) => tx.entities(Coupon, shown));
    return { coupon: row?.isHidden ? undefined : row, heldOf: row?.id };
  }
}
