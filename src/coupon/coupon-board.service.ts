import { Injectable } from '@nestjs/common';
import { Remembered } from '../platform/cache/remembered.js';
import { Changes } from '../platform/database/changes.js';
import { Coalesced } from '../platform/database/coalesced.js';
import { sharedAnswer, type SharedAnswer } from '../platform/http/shared-answer.js';
import { noSuchCoupon } from './coupon.errors.js';
import { Coupon } from './coupon.entity.js';
import { presentCoupon } from './coupon.presenter.js';
import { CouponService } from './coupon.service.js';

/** Undefined for a coupon that is not there, or hidden: that is remembered, too. */
type Card = Remembered<SharedAnswer | undefined>;

/** Coupons that are asked for again and again are few; of more than so many cards the oldest goes. */
const MAX_CARDS = 1_000;

/** Each coupon as everybody sees it, what is left included, from memory. Not what issuing decides by. */
@Injectable()
export class CouponBoard {
  private readonly cards = new Map<number, Card>();
  /** However many ids are asked for in one turn of the event loop, they cost one look. */
  private readonly lookUps = new Coalesced<number, Coupon>((ids) => this.coupons.shown(ids));

  constructor(
    private readonly coupons: CouponService,
    private readonly changes: Changes,
  ) {}

  /** What `GET /coupon/{id}/` says. @throws DomainError `NOT_FOUND`, also for a hidden one */
  async answer(id: number): Promise<SharedAnswer> {
    const answer = await this.card(id).get();
    if (!answer) throw noSuchCoupon();
    return answer;
  }

  private card(id: number): Card {
    const known = this.cards.get(id);
    if (known) return known;
    if (this.cards.size >= MAX_CARDS) this.cards.delete(this.cards.keys().next().value!);
    const card: Card = new Remembered(
      async () => {
        const coupon = await this.lookUps.load(id);
        return coupon && sharedAnswer(presentCoupon(coupon));
      },
      () => this.changes.version([Coupon]),
    );
    this.cards.set(id, card);
    return card;
  }
}
