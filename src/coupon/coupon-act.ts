import type { Act, Action, Changes, Target } from '../platform/audit-log/act.js';
import { changesOf } from '../platform/audit-log/changes.js';
import type { Coupon } from './coupon.entity.js';

const RECORDED = [
  'name',
  'discountAmount',
  'discountRate',
  'count',
  'startsAt',
  'endsAt',
  'timeZone',
  'paused',
  'isHidden',
] as const;

export const couponTarget = ({ id, name }: Pick<Coupon, 'id' | 'name'>): Target => ({
  kind: 'coupon',
  id,
  title: name,
});

/**
 * A change of a coupon, for the audit log.
 * @param before undefined for a new coupon @param after undefined for a deleted one
 * @returns undefined if nothing was changed
 */
export function couponAct(
  target: Pick<Coupon, 'id' | 'name'>,
  before: Partial<Coupon> | undefined,
  after: Partial<Coupon> | undefined,
): Act | undefined {
  const changes = changesOf(before ?? {}, after ?? {}, RECORDED);
  if (Object.keys(changes).length === 0) return undefined;
  const action = !before ? 'create-coupon' : !after ? 'delete-coupon' : editAction(changes);
  return { action, target: couponTarget(target), changes };
}

function editAction({ paused, is_hidden: isHidden }: Changes): Action {
  if (paused) return paused[1] ? 'pause-coupon' : 'resume-coupon';
  if (isHidden) return isHidden[1] ? 'hide-coupon' : 'unhide-coupon';
  return 'edit-coupon';
}
