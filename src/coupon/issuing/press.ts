/** Somebody pressed "쿠폰 받기" beside a work. */
export type Press = { readonly couponId: number; readonly workId: number; readonly userId: number };

/** Presses for one coupon, in their order of arrival. */
export type CouponPresses = { readonly couponId: number; readonly presses: readonly Press[] };
