import { Injectable } from '@nestjs/common';
import type { Coupon } from '../coupon/coupon.entity.js';
import { EventCouponService, type EventCoupon } from '../coupon/event-coupon.service.js';
import { HoldingsReader, type MemberHoldings } from '../coupon/holdings.reader.js';
import { Transactions } from '../platform/database/transactions.js';
import { Clock } from '../platform/time/clock.js';
import type { WorkCatalogue } from '../work/work-catalogue.js';
import { WorkShelf } from '../work/work-shelf.service.js';

/** What everybody sees: no coupon when there is none, or when all are hidden. How the event stands depends on `now`. */
export type EventScene = {
  readonly coupon: Coupon | undefined;
  /** The coupon of which a member's codes are shown. */
  readonly heldOf: number | undefined;
  readonly catalogue: WorkCatalogue;
  readonly now: Date;
};

@Injectable()
export class EventService {
  private holders: HoldingsReader | undefined;

  constructor(
    private readonly eventCoupon: EventCouponService,
    private readonly shelf: WorkShelf,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  /** From memory: at most a second behind what other processes did. */
  async scene(): Promise<EventScene> {
    return this.sceneOf(...(await Promise.all([this.eventCoupon.current(), this.shelf.catalogue()])));
  }

  /** As the database says now: for a member whom it just refused, and who must not read the contrary beside the refusal. */
  async sceneNow(): Promise<EventScene> {
    return this.sceneOf(...(await Promise.all([this.eventCoupon.currentNow(), this.shelf.catalogueNow()])));
  }

  /** What the member got of the scene's coupon. */
  holdings({ heldOf }: EventScene, userId: number): MemberHoldings | undefined {
    if (heldOf === undefined) return undefined;
    if (this.holders?.couponId !== heldOf) this.holders = new HoldingsReader(this.transactions, heldOf);
    return this.holders.of(userId);
  }

  private sceneOf(eventCoupon: EventCoupon, catalogue: WorkCatalogue): EventScene {
    return { ...eventCoupon, catalogue, now: this.clock.now() };
  }
}
