import type { CouponUser } from './coupon-user.entity.js';

export const presentCouponUser = (issued: CouponUser): Record<string, unknown> => ({
  id: issued.id,
  coupon: issued.couponId,
  work: issued.workId,
  user: issued.userId,
  code: issued.code,
  is_used: issued.isUsed,
  created_at: issued.createdAt,
  updated_at: issued.updatedAt,
});
