import type { Coupon } from './coupon.entity.js';
import { closedReason, type ClosedReason } from './issuing/issue-decision.js';

/** When an event runs: from one instant to another, either of which may be open, and whether it is halted meanwhile. */
export type EventHours = Pick<Coupon, 'startsAt' | 'endsAt' | 'timeZone' | 'paused'>;

/** Hours as an operator sees them: what clocks in the zone show, nothing where an end is open. */
export type ShownHours = Readonly<Record<'startsAt' | 'endsAt' | 'timeZone', string>>;

/** What whoever looks at an event is told. Of several that hold, the one with which a press would be refused. */
export type EventState = 'running' | ClosedReason | 'sold-out';

export const eventState = (coupon: Coupon, now: Date): EventState =>
  closedReason(coupon, now) ?? (coupon.count > 0 ? 'running' : 'sold-out');

const A_DAY_MS = 86_400_000;

// Earlier years have another calendar, and clocks that were seconds apart from those of the next town.
const WALL_CLOCK = /^((?:19[7-9]\d|2\d{3})-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::00)?$/;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Whether `name` is a zone of the IANA's, `Asia/Seoul` for one. Mere offsets are none: they know no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false;
  try {
    return clockOf(name) !== undefined;
  } catch {
    return false;
  }
}

/** What clocks in `zone` show at an instant, as `2026-10-01 12:00`. */
export const wallClock = (at: Date, zone: string): string => clockOf(zone).format(at);

export const shownHours = ({ startsAt, endsAt, timeZone }: Omit<EventHours, 'paused'>): ShownHours => ({
  startsAt: startsAt ? wallClock(startsAt, timeZone) : '',
  endsAt: endsAt ? wallClock(endsAt, timeZone) : '',
  timeZone,
});

/**
 * The instant at which clocks in `zone` show `text`, as `2026-10-01 12:00`. What they show twice when summer time ends
 * means the first time. An Invalid Date when they never do: text of another form, no such day, or an hour that is
 * skipped when summer time begins. So is a year before 1970 or after 2999.
 */
export function instantAt(text: string, zone: string): Date {
  const [, day, time] = WALL_CLOCK.exec(text.trim()) ?? [];
  const inUtc = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(inUtc)) return new Date(NaN);
  // The zone's distance from UTC changes at most once in these two days, so one of the two is the right one.
  const candidates = [inUtc - A_DAY_MS, inUtc + A_DAY_MS].map((near) => new Date(inUtc - offsetMs(near, zone)));
  const shown = candidates.filter((at) => wallClock(at, zone) === `${day} ${time}`);
  // The least of none is Infinity, which is no instant.
  return new Date(Math.min(...shown.map(Number)));
}

/** How far the zone's clocks are ahead of UTC. `at` is a whole minute. */
const offsetMs = (at: number, zone: string): number =>
  Date.parse(`${wallClock(new Date(at), zone).replace(' ', 'T')}Z`) - at;

/** Made once for each zone: making one takes longer than all that is done with it. @throws RangeError for no zone */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  // Swedish writes the year first and 24 hours.
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(zone, clock);
  return clock;
}
