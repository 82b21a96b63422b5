import { Injectable } from '@nestjs/common';
import type { Coupon } from '../coupon/coupon.entity.js';
import { EventCouponService, type EventCoupon } from '../coupon/event-page-coupon/event-coupon.service.js';
import { IssuedCouponsLoader, type MemberHoldings } from '../coupon/issued/issued-coupons.loader.js';
import { Transactions } from '../platform/database/transactions.js';
import { Clock } from '../platform/time/clock.js';
import type { WorkCatalog } from '../work/catalog/work-catalog.js';
import { WorkCatalogCache } from '../work/catalog/work-catalog-cache.js';

/** The event at one moment, the same for every viewer. There is no coupon while none exists or all are hidden. */
export type EventSnapshot = {
  readonly coupon: Coupon | undefined;
  /** The coupon whose codes a member is shown. Unlike `coupon`, it may be hidden. */
  readonly heldCouponId: number | undefined;
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

  /** From memory: at most one second behind changes by other processes. */
  async snapshot(): Promise<EventSnapshot> {
    return this.snapshotOf(...(await Promise.all([this.eventCoupon.current(), this.catalogs.get()])));
  }

  /** Read from the database now, so that the page does not contradict the refusal that it shows. */
  async freshSnapshot(): Promise<EventSnapshot> {
    return this.snapshotOf(...(await Promise.all([this.eventCoupon.currentNow(), this.catalogs.refresh()])));
  }

  /** The coupons that the member holds. */
  holdings({ heldCouponId }: EventSnapshot, userId: number): MemberHoldings | undefined {
    if (heldCouponId === undefined) return undefined;
    if (this.issuedCoupons?.couponId !== heldCouponId)
      this.issuedCoupons = new IssuedCouponsLoader(this.transactions, heldCouponId);
    return this.issuedCoupons.forMember(userId);
  }

  private snapshotOf({ coupon, heldCouponId }: EventCoupon, catalog: WorkCatalog): EventSnapshot {
    return { coupon, heldCouponId, catalog, now: this.clock.now() };
  }
}
