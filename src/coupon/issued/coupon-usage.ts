import { numbered } from '../../platform/database/sql/in-list.js';
import type { Tx } from '../../platform/database/tx.js';
import { CouponUsage } from './coupon-usage.entity.js';

const UPSERT_USAGE = numbered(`INSERT INTO "coupon_usage" ("coupon_id", "used", "revoked") VALUES (?, ?, ?)
  ON CONFLICT ("coupon_id") DO UPDATE SET
    "used" = "coupon_usage"."used" + excluded."used", "revoked" = "coupon_usage"."revoked" + excluded."revoked"`);

/** Added to the counters; may be negative. */
type Change = { readonly used?: number; readonly revoked?: number };

/** Updates the counters of a coupon. The transaction has locked the coupon, or the issued coupons that it changes. */
export function incrementUsage(tx: Tx, couponId: number, { used = 0, revoked = 0 }: Change): void {
  tx.defer(CouponUsage, { sql: UPSERT_USAGE, parameters: [couponId, used, revoked] });
}
