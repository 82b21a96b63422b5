import { MAX_INTEGER } from '../platform/database/columns/max-integer.js';
import { invalidFields } from '../platform/errors/invalid-fields.js';
import { text, type Text } from '../platform/errors/text.js';
import { textProblem } from '../platform/validation/field.js';
import { lineProblem, oneLine } from '../platform/text/one-line.js';
import type { Coupon } from './coupon.entity.js';
import { isTimeZone, type EventHours } from './event-hours.js';

/** What an operator enters: a name of at most 100 characters, the discount in won, the discount in per cent. */
export type CouponTerms = Pick<Coupon, 'name' | 'discountAmount' | 'discountRate'>;

type Terms = CouponTerms & EventHours & Pick<Coupon, 'count'>;

const NOT_A_BOOLEAN = text('유효한 boolean이 아닙니다.', 'Must be a valid boolean.');
const NOT_AN_INTEGER = text('유효한 정수(integer)를 넣어주세요.', 'A valid integer is required.');
const BELOW_ZERO = text(
  '이 값이 0보다 크거나 같은지 확인하십시오.',
  'Ensure this value is greater than or equal to 0.',
);
const NOT_AN_INSTANT = text(
  '그 시간대에 있는 1970년~2999년의 시각을 2026-10-01 12:00처럼 적어 주세요.',
  'Enter a time from 1970 to 2999 that exists in this time zone, such as 2026-10-01 12:00.',
);
const NOT_A_ZONE = text('시간대를 Asia/Seoul처럼 적어 주세요.', 'Enter a time zone such as Asia/Seoul.');
const ENDS_TOO_EARLY = text('종료 시각은 시작 시각보다 뒤여야 합니다.', 'The event must end after it starts.');

const PROBLEM: Readonly<Record<keyof Terms, (value: unknown) => Text | undefined>> = {
  name: (value) => lineProblem(value, 100),
  discountAmount: (value) => numberProblem(value, MAX_INTEGER),
  discountRate: (value) => numberProblem(value, 100),
  count: (value) => numberProblem(value, MAX_INTEGER),
  startsAt: instantProblem,
  endsAt: instantProblem,
  timeZone: zoneProblem,
  paused: (value) => (typeof value === 'boolean' ? undefined : NOT_A_BOOLEAN),
};

/**
 * Validates and trims the given terms.
 * @param row the stored values of terms that are not given
 * @returns the given terms only
 * @throws DomainError `INVALID` with a message for each invalid term
 */
export function validatedTerms<T extends Partial<Terms>>(terms: T, row: Partial<Terms> = {}): T {
  const given = Object.entries(terms).filter(([, value]) => value !== undefined);
  const clean = given.map(([field, value]) => [field, typeof value === 'string' ? oneLine(value) : value] as const);
  const problems = Object.fromEntries(
    clean.flatMap(([field, value]) => {
      const problem = PROBLEM[field as keyof Terms](value);
      return problem ? [[field, [problem]] as const] : [];
    }),
  );
  // Without a valid zone, the two times cannot be checked.
  if (problems['timeZone']) ['startsAt', 'endsAt'].forEach((field) => delete problems[field]);
  const cleaned = Object.fromEntries(clean) as T;
  if (Object.keys(problems).length === 0 && endsTooEarly(cleaned, row)) {
    problems['endsAt'] = [ENDS_TOO_EARLY];
  }
  if (Object.keys(problems).length > 0) throw invalidFields(problems);
  return cleaned;
}

/** False if neither `startsAt` nor `endsAt` is given: renaming a coupon must not fail because of its hours. */
function endsTooEarly(terms: Partial<Terms>, row: Partial<Terms>): boolean {
  const { startsAt = row.startsAt, endsAt = row.endsAt } = terms;
  const isGiven = terms.startsAt !== undefined || terms.endsAt !== undefined;
  return isGiven && !!startsAt && !!endsAt && endsAt <= startsAt;
}

function numberProblem(value: unknown, max: number): Text | undefined {
  if (!Number.isInteger(value)) return NOT_AN_INTEGER;
  if ((value as number) < 0) return BELOW_ZERO;
  return (value as number) > max ? aboveMax(max) : undefined;
}

function instantProblem(value: unknown): Text | undefined {
  if (value === null || (value instanceof Date && !Number.isNaN(value.getTime()))) return undefined;
  return NOT_AN_INSTANT;
}

function zoneProblem(value: unknown): Text | undefined {
  const problem = textProblem(value, 64);
  return problem ?? (isTimeZone(value as string) ? undefined : NOT_A_ZONE);
}

const aboveMax = (max: number): Text =>
  text(`이 값이 ${max}보다 작거나 같은지 확인하십시오.`, `Ensure this value is less than or equal to ${max}.`);
