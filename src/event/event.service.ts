import { Injectable } from '@nestjs/common';
import type { Coupon } from '../coupon/coupon.entity.js';
import { EventCouponService, type EventCoupon } from '../coupon/event-page-coupon/event-coupon.service.js';
import { IssuedCouponsLoader, type MemberHoldings } from '../coupon/issued/issued-coupons.loader.js';
import { Transactions } from '../platform/database/transactions.js';
import { Clock } from '../platform/time/clock.js';
import type { WorkCatalog } from '../work/catalog/work-catalog.js';
import { WorkCatalogCache } from '../work/catalog/work-catalog-cache.js';

/** What everybody sees: no coupon when there is none, or when all are hidden. How the event stands depends on `now`. */
export type EventSnapshot = {
  readonly coupon: Coupon | undefined;
  /** The coupon of which a member's codes are shown. */
  readonly heldOf: number | undefined;
  readonly catalog: WorkCatalog;
  readonly now: Date;
};

@Injectable()
export class EventService {
  private issuedCoupons: IssuedCouponsLoader | undefined;

  constructor(
    private readonly eventCoupon: EventCouponService,
    private readonly catalogs: WorkCatalogCache,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  /** From memory: at most a second behind what other processes did. */
  async snapshot(): Promise<EventSnapshot> {
    return this.snapshotOf(...(await Promise.all([this.eventCoupon.current(), this.catalogs.get()])));
  }

  /** As the database says now: for a member whom it just refused, and who must not read the contrary beside the refusal. */
  async freshSnapshot(): Promise<EventSnapshot> {
    return this.snapshotOf(...(await Promise.all([this.eventCoupon.currentNow(), this.catalogs.refresh()])));
  }

  /** What the member got of the snapshot's coupon. */
  holdings({ heldOf }: EventSnapshot, userId: number): MemberHoldings | undefined {
    if (heldOf === undefined) return undefined;
    if (this.issuedCoupons?.couponId !== heldOf)
      this.issuedCoupons = new IssuedCouponsLoader(this.transactions, heldOf);
    return this.issuedCoupons.forMember(userId);
  }

  private snapshotOf(eventCoupon: EventCoupon, catalog: WorkCatalog): EventSnapshot {
    return { ...eventCoupon, catalog, now: this.clock.now() };
  }
}
