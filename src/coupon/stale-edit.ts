import type { Conflict } from '../platform/errors/changed-meanwhile.js';
import { snakeCase } from '../platform/text/snake-case.js';
import type { CouponTerms } from './coupon-terms.js';
import type { Coupon } from './coupon.entity.js';
import { hoursAsText, type EventHours, type HoursAsText } from './event-hours.js';

/** The values that the operator saw when the form was opened. Absent values are not compared. */
export type SeenCoupon = Partial<CouponTerms> & { readonly hours?: HoursAsText };

type Change = Partial<CouponTerms & EventHours>;

const TERMS = ['name', 'discountAmount', 'discountRate'] as const;
const HOURS = ['startsAt', 'endsAt', 'timeZone'] as const;

/**
 * The values of a change that would overwrite what was saved after the operator opened the form. A value that is already
 * stored conflicts with nothing, so a form that is sent twice is saved once.
 * @param row locked by this transaction
 * @param editors by field, in snake case: who changed it last
 */
export function conflictsOf(
  row: Coupon,
  change: Change,
  seen: SeenCoupon,
  editors: ReadonlyMap<string, string>,
): Readonly<Record<string, Conflict>> {
  const by = (fields: readonly string[]): string | undefined =>
    fields.map((field) => editors.get(snakeCase(field))).find((editor) => editor !== undefined);
  const terms = TERMS.filter(
    (term) => seen[term] !== undefined && seen[term] !== row[term] && isOther(row, change, term),
  );
  return {
    ...Object.fromEntries(terms.map((term) => [term, { theirs: row[term], mine: change[term]!, by: by([term]) }])),
    ...(hoursAreStale(row, change, seen.hours) && {
      startsAt: { theirs: shownHours(row), mine: shownHours({ ...row, ...given(change) }), by: by(HOURS) },
    }),
  };
}

export const hasConflicts = (row: Coupon, change: Change, seen: SeenCoupon): boolean =>
  Object.keys(conflictsOf(row, change, seen, new Map())).length > 0;

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

const given = (change: Change): Change =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

function shownHours(row: Pick<Coupon, 'startsAt' | 'endsAt' | 'timeZone'>): string {
  const { startsAt, endsAt, timeZone } = hoursAsText(row);
  return `${startsAt || '–'} ~ ${endsAt || '–'} (${timeZone})`;
}
