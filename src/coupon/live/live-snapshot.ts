import type { Row } from '../../platform/database/sql/statement.js';
import type { Coupon } from '../coupon.entity.js';
import { eventState, type EventState } from '../event-hours.js';
import type { Samples } from './live-sample-store.js';
import { liveWindow, type LiveWindow, type RefusalCount } from './live-window.js';

/** The live view of one event. Instants are in milliseconds since 1970. */
export type LiveSnapshot = Omit<LiveWindow, 'points'> & {
  readonly at: number;
  readonly name: string;
  /** A pause is shown before the start too, because the event would not start. */
  readonly state: EventState;
  readonly isPaused: boolean;
  readonly isHidden: boolean;
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  readonly timeZone: string;
  readonly remaining: number;
  /** All coupons that were ever issued, revoked ones included. */
  readonly issued: number;
  readonly used: number;
  readonly revoked: number;
  /** Presses of all events that were refused before it was known for which one they were. */
  readonly unattributed: readonly RefusalCount[];
  /** Those of the last minute; `LiveHistory` has all. */
  readonly points: LiveWindow['points'];
};

/** The points of the last 15 minutes, for a page that has just been opened. */
export type LiveHistory = Pick<LiveWindow, 'since' | 'until' | 'points'>;

const POINTS_SECONDS = 60;

export type Facts = {
  readonly coupon: Coupon;
  /** Of `liveCoupon`. */
  readonly counts: Row;
  readonly samples: Samples;
  readonly unattributed: Samples;
};

export function liveSnapshot({ coupon, counts, samples, unattributed }: Facts, now: Date): [LiveSnapshot, LiveHistory] {
  const at = now.getTime();
  const { points, ...window } = liveWindow(samples, at);
  const state = eventState(coupon, now);
  const revoked = Number(counts['revoked']);
  const snapshot = {
    at,
    name: coupon.name,
    state: coupon.paused && state !== 'ended' ? ('paused' as const) : state,
    isPaused: coupon.paused,
    isHidden: coupon.isHidden,
    startsAt: coupon.startsAt?.getTime() ?? null,
    endsAt: coupon.endsAt?.getTime() ?? null,
    timeZone: coupon.timeZone,
    remaining: coupon.count,
    issued: Number(counts['supply']) - coupon.count + revoked,
    used: Number(counts['used']),
    revoked,
    ...window,
    unattributed: liveWindow(unattributed, at).refused,
    points: points.filter(([second]) => second > window.until - POINTS_SECONDS),
  };
  return [snapshot, { since: window.since, until: window.until, points }];
}
