import { changedMeanwhile, nowIs } from '../platform/errors/changed-meanwhile.js';
import type { FieldMessages } from '../platform/errors/invalid-fields.js';
import { text, type Text } from '../platform/errors/text.js';
import type { CouponTerms } from './coupon-terms.js';
import type { Coupon } from './coupon.entity.js';
import { shownHours, type EventHours, type ShownHours } from './event-hours.js';

/** What an operator saw of a coupon when they opened its form. Nothing is compared with what is absent. */
export type SeenCoupon = Partial<CouponTerms> & { readonly hours?: ShownHours };

type Change = Partial<CouponTerms & EventHours>;

const TERMS = ['name', 'discountAmount', 'discountRate'] as const;
const HOURS = ['startsAt', 'endsAt', 'timeZone'] as const;

/**
 * A change is about what the operator saw. It must not overwrite what was saved since, unless that is the same: a form
 * that is sent twice is saved once.
 * @param row under its lock
 * @throws DomainError `CHANGED_MEANWHILE`
 */
export function refuseStaleEdit(row: Coupon, change: Change, seen: SeenCoupon): void {
  const stale = TERMS.filter(
    (term) => seen[term] !== undefined && seen[term] !== row[term] && isOther(row, change, term),
  );
  const fields: FieldMessages = {
    ...Object.fromEntries(stale.map((term) => [term, nowIs(row[term])])),
    ...(hoursAreStale(row, change, seen.hours) && { startsAt: [hoursNow(row)] }),
  };
  if (Object.keys(fields).length > 0) throw changedMeanwhile(fields);
}

/** The three as one: a time means another instant in another zone, and an end is chosen to fit a start. */
function hoursAreStale(row: Coupon, change: Change, seen: ShownHours | undefined): boolean {
  const now = shownHours(row);
  const isStale = seen !== undefined && HOURS.some((name) => now[name] !== seen[name]);
  return isStale && HOURS.some((name) => isOther(row, change, name));
}

function isOther(row: Coupon, change: Change, name: keyof Change): boolean {
  const [then, now] = [change[name], row[name]];
  return then !== undefined && (then instanceof Date ? then.getTime() !== now?.valueOf() : then !== now);
}

function hoursNow(row: Coupon): Text {
  const { startsAt, endsAt, timeZone } = shownHours(row);
  return text(
    `지금 이벤트 시간: ${startsAt || '–'} ~ ${endsAt || '–'} (${timeZone})`,
    `Event hours now: ${startsAt || '–'} ~ ${endsAt || '–'} (${timeZone})`,
  );
}
