import { Injectable } from '@nestjs/common';
import type { CachedJson } from '../platform/cache/cached-json.js';
import { CachedJsonFastPath } from '../platform/http/fast-path/cached-json.fast-path.js';
import { RegisterFastPath } from '../platform/http/fast-path/fast-path.js';
import { CouponCache } from './coupon-cache.js';

const PATH = /^\/coupon\/([1-9]\d{0,8})\/?$/;

/** `GET /coupon/{id}/`, as `CouponController` answers it. */
@Injectable()
@RegisterFastPath()
export class CouponFastPath extends CachedJsonFastPath {
  constructor(private readonly cache: CouponCache) {
    super();
  }

  protected override find(path: string): (() => Promise<CachedJson>) | undefined {
    const id = PATH.exec(path)?.[1];
    return id ? () => this.cache.json(Number(id)) : undefined;
  }
}
