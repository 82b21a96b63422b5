import type { EventFacts, OtherCoupon } from '../../src/coupon/checks/event-facts.js';
import { instantAt } from '../../src/coupon/event-hours.js';

export const NOW = seoul('2026-12-02 10:00');

/** What an operator typed and what the service has, where it differs from the usual event. */
export type FactsShape = Partial<Omit<EventFacts, 'event' | 'service'>> & {
  readonly event?: Partial<EventFacts['event']>;
  readonly service?: Partial<EventFacts['service']>;
};

/** The instant of a local time in Seoul. */
export function seoul(time: string): Date {
  return instantAt(time, 'Asia/Seoul');
}

/** The event of a month ago: 1,000 units, all of them issued. */
export const lastMonth: OtherCoupon = {
  id: 4,
  name: '가을 쿠폰',
  timeZone: 'Asia/Seoul',
  startsAt: seoul('2026-11-01 12:00'),
  createdAt: seoul('2026-10-30 15:00'),
  supply: 1_000,
  issued: 1_000,
};

/** A well prepared event that opens in three days at noon. */
export function eventFacts({ event, service, ...shape }: FactsShape = {}): EventFacts {
  const coupon = {
    id: 5,
    name: '겨울 쿠폰',
    discountAmount: 3_000,
    discountRate: 0,
    count: 1_000,
    isHidden: false,
    startsAt: seoul('2026-12-05 12:00'),
    endsAt: seoul('2026-12-07 00:00'),
    timeZone: 'Asia/Seoul',
    paused: false,
    createdAt: NOW,
    updatedAt: NOW,
    ...event,
  };
  return {
    now: NOW,
    event: coupon,
    supplies: [coupon.count],
    issued: 0,
    others: [lastMonth],
    works: 12,
    members: 5_000,
    onEventPage: coupon,
    ...shape,
    service: {
      isProduction: true,
      isLocalOnly: false,
      listensLocally: true,
      trustsProxies: true,
      isForwarded: true,
      isSecure: true,
      demonstrationId: undefined,
      ...service,
    },
  };
}
