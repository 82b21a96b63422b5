import { changedMeanwhile, nowIs } from '../platform/errors/changed-meanwhile.js';
import type { FieldMessages } from '../platform/errors/invalid-fields.js';
import { text, type Text } from '../platform/errors/text.js';
import type { CouponTerms } from './coupon-terms.js';
import type { Coupon } from './coupon.entity.js';
import { shownHours, type EventHours, type ShownHours } from './event-hours.js';

/** The values that the operator saw when the form was opened. Absent values are not compared. */
export type SeenCoupon = Partial<CouponTerms> & { readonly hours?: ShownHours };

type Change = Partial<CouponTerms & EventHours>;

const TERMS = ['name', 'discountAmount', 'discountRate'] as const;
const HOURS = ['startsAt', 'endsAt', 'timeZone'] as const;

/**
 * Refuses to overwrite a value that was saved after the operator opened the form, unless the new value is the same: a form
 * that is sent twice is saved once.
 * @param row locked by this transaction
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

/** Compares start, end and zone together: a time is another instant in another zone, and an end belongs to a start. */
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
