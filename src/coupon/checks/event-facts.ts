import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import type { Coupon } from '../coupon.entity.js';

/** Members are counted up to this many: from there on, they could take any stock. */
export const MAX_MEMBERS = 100_000;

/** The other coupons that are compared: the newest ones. */
export const MAX_OTHERS = 1_000;

type Named = Pick<Coupon, 'id' | 'name'>;

/** Another coupon. `issued` includes revoked ones. */
export type OtherCoupon = Pick<Coupon, 'id' | 'name' | 'timeZone' | 'startsAt' | 'createdAt'> & {
  /** The units ever put into stock: opening and adjustments. */
  readonly supply: number;
  readonly issued: number;
};

/** How the operator's request came. Members come the same way. */
export type Connection = {
  readonly isSecure: boolean;
  /** It has headers that a proxy adds. */
  readonly isForwarded: boolean;
};

/** What the process knows about the service. */
export type ServiceFacts = Connection & {
  readonly isProduction: boolean;
  /** Every host name in ALLOWED_HOSTS is a name of this machine. */
  readonly isLocalOnly: boolean;
  /** It accepts connections of this machine only (HOST). A proxy on this machine may pass on those of others. */
  readonly listensLocally: boolean;
  /** Forwarding headers are believed (TRUSTED_PROXIES). */
  readonly trustsProxies: boolean;
  /** The demonstration's coupon, if it is not hidden. */
  readonly demonstrationId: number | undefined;
};

/** All that `checkEvent` depends on. */
export type EventFacts = {
  readonly now: Date;
  readonly event: Coupon;
  /** The units that were put into stock: the opening stock and each adjustment. */
  readonly supplies: readonly number[];
  /** How many of this coupon were issued, revoked ones included. */
  readonly issued: number;
  /** At most `MAX_OTHERS`, newest first. */
  readonly others: readonly OtherCoupon[];
  /** The works that are not hidden. */
  readonly works: number;
  /** At most `MAX_MEMBERS`, which then means at least so many. */
  readonly members: number;
  /** The coupon on the event page; undefined if every coupon is hidden. */
  readonly onEventPage: Named | undefined;
  readonly service: ServiceFacts;
};

/** A coupon with fewer units was a trial, as README recommends one before an event. */
const MIN_UNITS_OF_EVENT = 10;

/**
 * Of the coupons of which any were issued, trials excepted, the one that began last: by its start, or its creation if it has no
 * start.
 */
export function lastEvent(others: readonly OtherCoupon[]): OtherCoupon | undefined {
  const began = ({ startsAt, createdAt }: OtherCoupon): number => (startsAt ?? createdAt).getTime();
  const events = others.filter(({ issued, supply }) => issued > 0 && supply >= MIN_UNITS_OF_EVENT);
  return events.toSorted((one, other) => began(other) - began(one) || other.id - one.id)[0];
}

/** The time zone of most other coupons; of equally frequent ones the newest coupon's. */
export function usualTimeZone(others: readonly OtherCoupon[]): string {
  const counts = new Map<string, number>();
  for (const { timeZone } of others) counts.set(timeZone, (counts.get(timeZone) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, one], [, other]) => other - one);
  return most?.[0] ?? DEFAULT_TIME_ZONE;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
