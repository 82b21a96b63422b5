import type { Coupon } from '../../coupon/coupon.entity.js';
import { instantAt } from '../../coupon/event-hours.js';
import { noSuchMoment } from '../event.errors.js';

const SECOND_MS = 1_000;

/** A local time with or without seconds: `2026-10-01 12:00:30`, or with a `T` as browsers write it. */
const LOCAL_TIME = /^(.{16})(?::([0-5]\d))?$/;

type Hours = Pick<Coupon, 'startsAt' | 'endsAt' | 'timeZone'>;

/**
 * @param asked `now`, `before-start` (one second before it), `start`, `end`, or a local time in the event's time zone
 * @throws DomainError `INVALID`
 */
export function previewMoment(asked: string, { startsAt, endsAt, timeZone }: Hours, now: Date): Date {
  const named: Readonly<Record<string, Date | null>> = {
    now,
    'before-start': startsAt && new Date(startsAt.getTime() - SECOND_MS),
    start: startsAt,
    end: endsAt,
  };
  const moment = Object.hasOwn(named, asked) ? named[asked] : localTime(asked, timeZone);
  if (!moment || Number.isNaN(moment.getTime())) throw noSuchMoment();
  return moment;
}

function localTime(asked: string, timeZone: string): Date | undefined {
  const [, minute, seconds = '0'] = LOCAL_TIME.exec(asked.trim()) ?? [];
  return minute === undefined
    ? undefined
    : new Date(instantAt(minute, timeZone).getTime() + Number(seconds) * SECOND_MS);
}
