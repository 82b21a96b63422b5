/** A member's request for one coupon for one work: the button "쿠폰 받기". */
export type Press = { readonly couponId: number; readonly workId: number; readonly userId: number };

/** Presses for one coupon, in the order of their batch. */
export type CouponPresses = { readonly couponId: number; readonly presses: readonly Press[] };
