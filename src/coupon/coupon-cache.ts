import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { CachedValue } from '../platform/cache/cached-value.js';
import { TableVersions } from '../platform/database/table-versions.js';
import { BatchLoader } from '../platform/cache/batch-loader.js';
import { cachedJson, type CachedJson } from '../platform/cache/cached-json.js';
import { noSuchCoupon } from './coupon.errors.js';
import { Coupon } from './coupon.entity.js';
import { presentCoupon } from './coupon.presenter.js';
import { CouponService } from './coupon.service.js';

/** Undefined for a coupon that does not exist or is hidden; that is cached as well. */
type CachedCoupon = CachedValue<CachedJson | undefined>;

/** Only a few different coupons are requested, each of them often. Beyond this many, the least recently used one is removed. */
const MAX_COUPONS = 1_000;

/** The coupons as visitors see them, with the remaining stock, from memory. Issuing does not use this cache. */
@Injectable()
export class CouponCache {
  private readonly cached = new LRUCache<number, CachedCoupon>({ max: MAX_COUPONS });
  /** Ids that are requested together are read by one query, up to 64. */
  private readonly lookups = new BatchLoader<number, Coupon>((ids) => this.coupons.findVisible(ids));

  constructor(
    private readonly coupons: CouponService,
    private readonly tableVersions: TableVersions,
  ) {}

  /** The body of `GET /coupon/{id}/`. @throws DomainError `NOT_FOUND` if the coupon does not exist or is hidden */
  async json(id: number): Promise<CachedJson> {
    const json = await this.cachedCoupon(id).get();
    if (!json) throw noSuchCoupon();
    return json;
  }

  private cachedCoupon(id: number): CachedCoupon {
    const known = this.cached.get(id);
    if (known) return known;
    const added: CachedCoupon = new CachedValue(
      async () => {
        const coupon = await this.lookups.load(id);
        return coupon && cachedJson(presentCoupon(coupon));
      },
      () => this.tableVersions.version([Coupon]),
    );
    this.cached.set(id, added);
    return added;
  }
}
