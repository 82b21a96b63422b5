import { LRUCache } from 'lru-cache';
import type { Coupon } from './coupon.entity.js';

/** When an event runs: from `startsAt` until before `endsAt` (null: without limit), except while it is paused. */
export type EventHours = Pick<Coupon, 'startsAt' | 'endsAt' | 'timeZone' | 'paused'>;

/** Hours as an operator reads and types them: the wall clock time in the event's zone, '' for null. */
export type HoursAsText = Readonly<Record<'startsAt' | 'endsAt' | 'timeZone', string>>;

/** Why an event issues nothing, whatever its stock is. */
export type ClosedReason = 'not-started' | 'ended' | 'paused';

/** The state of an event as visitors see it. If several apply, it is the one that a press would be refused with. */
export type EventState = 'running' | ClosedReason | 'sold-out';

export const eventState = (coupon: Coupon, now: Date): EventState =>
  closedReason(coupon, now) ?? (coupon.count > 0 ? 'running' : 'sold-out');

/** Undefined while the event is open: from `startsAt` on, before `endsAt`, not paused. */
export function closedReason(
  coupon: Pick<Coupon, 'paused' | 'startsAt' | 'endsAt'>,
  now: Date,
): ClosedReason | undefined {
  if (coupon.endsAt && now >= coupon.endsAt) return 'ended';
  if (coupon.startsAt && now < coupon.startsAt) return 'not-started';
  return coupon.paused ? 'paused' : undefined;
}

const DAY_MS = 86_400_000;

// Before 1970 zones had offsets with seconds, and other calendars.
const WALL_CLOCK = /^((?:19[7-9]\d|2\d{3})-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::00)?$/;

/** Names of zones are case-insensitive, so a client can invent spellings. A formatter takes about 50 KB. */
const MAX_CLOCKS = 500;
const clocks = new LRUCache<string, Intl.DateTimeFormat>({ max: MAX_CLOCKS });

/** Whether `name` is an IANA time zone such as `Asia/Seoul`. Offsets such as `+09:00` are not: they have no daylight saving time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false;
  try {
    return clockOf(name) !== undefined;
  } catch {
    return false;
  }
}

/** The wall clock time in `zone`, such as `2026-10-01 12:00`. */
export const wallClock = (at: Date, zone: string): string => clockOf(zone).format(at);

export const hoursAsText = ({ startsAt, endsAt, timeZone }: Omit<EventHours, 'paused'>): HoursAsText => ({
  startsAt: startsAt ? wallClock(startsAt, timeZone) : '',
  endsAt: endsAt ? wallClock(endsAt, timeZone) : '',
  timeZone,
});

/**
 * The instant of a wall clock time in `zone`. A time that occurs twice, when daylight saving time ends, means the first one.
 * @param text such as `2026-10-01 12:00`, in the years 1970 to 2999
 * @returns an Invalid Date if the text has another form, or if the time does not exist: no such day, or an hour that is
 *   skipped when daylight saving time begins
 */
export function instantAt(text: string, zone: string): Date {
  const [, day, time] = WALL_CLOCK.exec(text.trim()) ?? [];
  const inUtc = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(inUtc)) return new Date(NaN);
  // The zone's offset changes at most once within these two days, so one of the two candidates is correct.
  const candidates = [inUtc - DAY_MS, inUtc + DAY_MS].map((near) => new Date(inUtc - offsetMs(near, zone)));
  const matches = candidates.filter((at) => wallClock(at, zone) === `${day} ${time}`);
  // Math.min() of an empty list is Infinity, which makes an Invalid Date.
  return new Date(Math.min(...matches.map(Number)));
}

/** The zone's offset from UTC at a whole minute. */
const offsetMs = (at: number, zone: string): number =>
  Date.parse(`${wallClock(new Date(at), zone).replace(' ', 'T')}Z`) - at;

/** Cached for each zone: creating a formatter takes longer than using it. @throws RangeError if there is no such zone */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  // The Swedish format is ISO 8601 with a 24-hour clock.
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(zone, clock);
  return clock;
}
