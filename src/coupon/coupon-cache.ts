import { Injectable } from '@nestjs/common';
import { CachedValue } from '../platform/cache/cached-value.js';
import { TableVersions } from '../platform/database/table-versions.js';
import { BatchLoader } from '../platform/cache/batch-loader.js';
import { cachedJson, type CachedJson } from '../platform/cache/cached-json.js';
import { noSuchCoupon } from './coupon.errors.js';
import { Coupon } from './coupon.entity.js';
import { presentCoupon } from './coupon.presenter.js';
import { CouponService } from './coupon.service.js';

/** Undefined for a coupon that is not there, or hidden: that is remembered, too. */
type CachedCoupon = CachedValue<CachedJson | undefined>;

/** Coupons that are asked for again and again are few; of more than so many cards the oldest goes. */
const MAX_CARDS = 1_000;

/** Each coupon as everybody sees it, what is left included, from memory. Not what issuing decides by. */
@Injectable()
export class CouponCache {
  private readonly cached = new Map<number, CachedCoupon>();
  /** However many ids are asked for in one turn of the event loop, they cost one look. */
  private readonly lookUps = new BatchLoader<number, Coupon>((ids) => this.coupons.shown(ids));

  constructor(
    private readonly coupons: CouponService,
    private readonly tableVersions: TableVersions,
  ) {}

  /** What `GET /coupon/{id}/` says. @throws DomainError `NOT_FOUND`, also for a hidden one */
  async json(id: number): Promise<CachedJson> {
    const answer = await this.card(id).get();
    if (!answer) throw noSuchCoupon();
    return answer;
  }

  private card(id: number): CachedCoupon {
    const known = this.cached.get(id);
    if (known) return known;
    if (this.cached.size >= MAX_CARDS) this.cached.delete(this.cached.keys().next().value!);
    const card: CachedCoupon = new CachedValue(
      async () => {
        const coupon = await this.lookUps.load(id);
        return coupon && cachedJson(presentCoupon(coupon));
      },
      () => this.tableVersions.version([Coupon]),
    );
    this.cached.set(id, card);
    return card;
  }
}
