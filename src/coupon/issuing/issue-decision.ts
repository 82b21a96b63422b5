import type { CouponUser } from '../issued/coupon-user.entity.js';
import type { Coupon } from '../coupon.entity.js';
import { closedReason, type ClosedReason } from '../event-hours.js';
import type { Press } from './press.js';

/** What the database says about one coupon, while its row is locked or, without a lock, as it was when
 * each part was read. */
export type IssueState = {
  readonly coupon: Pick<Coupon, 'count' | 'isHidden' | 'paused' | 'startsAt' | 'endsAt'> | undefined;
  /** The ids of the requested works that exist and are not hidden. */
  readonly works: ReadonlySet<number>;
  /** The coupons that the members of this batch hold already, by `holdingKey`. */
  readonly held: ReadonlyMap<string, CouponUser>;
  readonly now: Date;
};

export type Decision =
  | { readonly kind: 'issue' }
  /** The member holds it already. */
  | { readonly kind: 'held'; readonly row: CouponUser }
  /** The same press stands earlier in this batch, at this index, and gets the coupon. */
  | { readonly kind: 'repeated'; readonly of: number }
  | { readonly kind: 'missing'; readonly couponMissing: boolean; readonly workMissing: boolean }
  | { readonly kind: 'closed'; readonly why: ClosedReason }
  | { readonly kind: 'sold-out' };

/** A coupon is issued once for each of these keys: one member and one work. */
export const holdingKey = ({ userId, workId }: Pick<Press, 'userId' | 'workId'>): string => `${userId}:${workId}`;

/**
 * Decides a batch of presses for one coupon, in their order. Pure: same presses and state, same decisions.
 *
 * - At most `coupon.count` decisions are `issue`, and never two for one member and work.
 * - A press is `sold-out` only when every unit went to presses before it.
 * - A member who holds the coupon gets `held`, also when it is sold out, closed or hidden: a retry returns the code,
 *   unless the coupon was revoked.
 */
export function decide(presses: readonly Press[], state: IssueState): Decision[] {
  const accepted = new Map<string, number>();
  let remaining = state.coupon?.count ?? 0;
  return presses.map((press, index) => {
    const key = holdingKey(press);
    const row = state.held.get(key);
    if (row) return { kind: 'held', row };
    const firstIndex = accepted.get(key);
    if (firstIndex !== undefined) return { kind: 'repeated', of: firstIndex };
    const refusal = refusalFor(press, state);
    if (refusal) return refusal;
    if (remaining === 0) return { kind: 'sold-out' };
    remaining -= 1;
    accepted.set(key, index);
    return { kind: 'issue' };
  });
}

function refusalFor({ workId }: Press, { coupon, works, now }: IssueState): Decision | undefined {
  const couponMissing = !coupon || coupon.isHidden;
  const workMissing = !works.has(workId);
  if (couponMissing || workMissing) return { kind: 'missing', couponMissing, workMissing };
  const why = closedReason(coupon, now);
  return why && { kind: 'closed', why };
}
