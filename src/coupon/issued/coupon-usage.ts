import { numbered } from '../../platform/database/sql/in-list.js';
import type { Tx } from '../../platform/database/tx.js';
import { CouponUsage } from './coupon-usage.entity.js';

const COUNT = numbered(`INSERT INTO "coupon_usage" ("coupon_id", "used", "revoked") VALUES (?, ?, ?)
  ON CONFLICT ("coupon_id") DO UPDATE SET
    "used" = "coupon_usage"."used" + excluded."used", "revoked" = "coupon_usage"."revoked" + excluded."revoked"`);

/** How many coupons more, or fewer, are used and revoked. */
type Change = { readonly used?: number; readonly revoked?: number };

/** Counts what this transaction does to issued coupons of a coupon. Their rows must be locked. */
export function countUsage(tx: Tx, couponId: number, { used = 0, revoked = 0 }: Change): void {
  tx.defer(CouponUsage, { sql: COUNT, parameters: [couponId, used, revoked] });
}
