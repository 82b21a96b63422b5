import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Not, type Repository } from 'typeorm';
import { Remembered } from '../platform/cache/remembered.js';
import { Changes } from '../platform/database/changes.js';
import type { Step } from '../platform/database/statement.js';
import { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';
import { hiddenFromEventPage, NO_COUPON, noSuchCoupon, onEventPage } from './coupon.errors.js';
import { Coupon } from './coupon.entity.js';
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

/** Which coupon `/event/` shows: the one that an operator selected, or else the visible one with the lowest id. */
@Injectable()
export class EventCouponService {
  private readonly shown: Remembered<EventCoupon>;

  constructor(
    @InjectRepository(Coupon) private readonly coupons: Repository<Coupon>,
    private readonly transactions: Transactions,
    changes: Changes,
  ) {
    this.shown = new Remembered(
      () => this.load(),
      () => changes.version([Coupon, EventPageSelection]),
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

  /**
   * Before coupons are hidden or deleted: the operator must have been told when the page shows one of them, and what it
   * will show instead.
   * @param told the coupon that the operator was told about: its id, or 0 for none
   * @throws DomainError `ON_EVENT_PAGE` with the sentence, and what to give as `told`
   */
  async checkTold(couponIds: readonly number[], told: string | undefined): Promise<void> {
    const { coupon } = await this.currentNow();
    if (!coupon || !couponIds.includes(coupon.id)) return;
    const where = { isHidden: false, id: Not(In([...couponIds])) };
    const next = (await this.coupons.findOne({ where, order: { id: 'ASC' } })) ?? undefined;
    if (told !== String(next?.id ?? NO_COUPON)) throw onEventPage(coupon, next);
  }

  /** Under the coupon's lock, so that it is not hidden meanwhile. */
  private *selectSteps(tx: Tx, couponId: number): Step<void> {
    const [coupon] = yield* tx.lock(Coupon, { id: couponId });
    if (!coupon) throw noSuchCoupon();
    if (coupon.isHidden) throw hiddenFromEventPage();
    yield* tx.update(EventPageSelection, { id: THE_EVENT_PAGE }, { couponId });
  }

  private async load(): Promise<EventCoupon> {
    const read = (tx: Tx): Step<Coupon[]> => tx.entities(Coupon, { sql: SHOWN, parameters: [] });
    const [row] = await this.transactions.look(read);
    return { coupon: row?.isHidden ? undefined : row, heldOf: row?.id };
  }
}
