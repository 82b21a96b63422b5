import type { Coupon } from './coupon.entity.js';

export const presentCoupon = (coupon: Coupon): Record<string, unknown> => ({
  id: coupon.id,
  name: coupon.name,
  discount_amount: coupon.discountAmount,
  discount_rate: coupon.discountRate,
  count: coupon.count,
  created_at: coupon.createdAt,
  updated_at: coupon.updatedAt,
  starts_at: coupon.startsAt,
  ends_at: coupon.endsAt,
  paused: coupon.paused,
});
