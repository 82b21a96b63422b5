import { Injectable } from '@nestjs/common';
import { CouponBoard } from '../coupon/coupon-board.service.js';
import type { Coupon } from '../coupon/coupon.entity.js';
import { HoldingsReader, type Holdings } from '../coupon/holdings.reader.js';
import { Transactions } from '../platform/database/transactions.js';
import { Clock } from '../platform/time/clock.js';
import { WorkShelf } from '../work/work-shelf.service.js';
import type { Work } from '../work/work.entity.js';

/** The event page is the event of this one coupon, as the original's. */
const EVENT_COUPON_ID = 1;

/** What everybody sees: no coupon when there is none, or when it is hidden. How the event stands depends on `now`. */
export type EventScene = {
  readonly coupon: Coupon | undefined;
  readonly works: readonly Work[];
  readonly now: Date;
};

@Injectable()
export class EventService {
  private readonly holders: HoldingsReader;

  constructor(
    private readonly board: CouponBoard,
    private readonly shelf: WorkShelf,
    private readonly clock: Clock,
    transactions: Transactions,
  ) {
    this.holders = new HoldingsReader(transactions, EVENT_COUPON_ID);
  }

  /** From memory: at most a second behind what other processes did. */
  async scene(): Promise<EventScene> {
    const [coupon, works] = await Promise.all([this.board.coupon(EVENT_COUPON_ID), this.shelf.works()]);
    return { coupon, works, now: this.clock.now() };
  }

  /** As the database says now: for a member whom it just refused, and who must not read the contrary beside the refusal. */
  async sceneNow(): Promise<EventScene> {
    const [coupon, works] = await Promise.all([this.board.couponNow(EVENT_COUPON_ID), this.shelf.worksNow()]);
    return { coupon, works, now: this.clock.now() };
  }

  /** What the member got of the event's coupon, as the database says now. */
  holdings(userId: number): Promise<Holdings> {
    return this.holders.of(userId);
  }
}
