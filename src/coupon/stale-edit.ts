import { changedMeanwhile, nowIs } from '../platform/errors/changed-meanwhile.js';
import type { FieldMessages } from '../platform/errors/invalid-fields.js';
import { text, type Text } from '../platform/errors/text.js';
import type { CouponTerms } from './coupon-terms.js';
import type { Coupon } from './coupon.entity.js';
import { hoursAsText, type EventHours, type HoursAsText } from './event-hours.js';

/** The values that the operator saw when the form was opened. Absent values are not compared. */
export type SeenCoupon = Partial<CouponTerms> & { readonly hours?: HoursAsText };

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
function hoursAreStale(row: Coupon, change: Change, seen: HoursAsText | undefined): boolean {
  const stored = hoursAsText(row);
  const isStale = seen !== undefined && HOURS.some((name) => stored[name] !== seen[name]);
  return isStale && HOURS.some((name) => isOther(row, change, name));
}

function isOther(row: Coupon, change: Change, name: keyof Change): boolean {
  const [next, stored] = [change[name], row[name]];
  return next !== undefined && (next instanceof Date ? next.getTime() !== stored?.valueOf() : next !== stored);
}

function hoursNow(row: Coupon): Text {
  const { startsAt, endsAt, timeZone } = hoursAsText(row);
  return text(
    `지금 이벤트 시간: ${startsAt || '–'} ~ ${endsAt || '–'} (${timeZone})`,
    `Event hours now: ${startsAt || '–'} ~ ${endsAt || '–'} (${timeZone})`,
  );
}
