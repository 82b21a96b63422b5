import type { Coupon } from '../../coupon/coupon.entity.js';
import type { CouponService } from '../../coupon/coupon.service.js';
import type { EventState } from '../../coupon/event-hours.js';

/** The state of an event as operators see it. A pause is shown before the start too, because the event would not start. */
export function stateForOperators(coupons: CouponService, coupon: Coupon): EventState {
  const state = coupons.stateOf(coupon);
  return coupon.paused && state !== 'ended' ? 'paused' : state;
}
