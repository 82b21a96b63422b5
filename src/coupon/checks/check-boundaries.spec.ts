import { eventFacts, lastMonth, NOW, seoul, type FactsShape } from '../../../test/builders/event-facts.js';
import { checkEvent } from './check-event.js';
import { lastEvent, MAX_MEMBERS, usualTimeZone, type OtherCoupon } from './event-facts.js';

const finds = (code: string, shape: FactsShape): boolean =>
  checkEvent(eventFacts(shape)).some((check) => check.code === code);

const after = (from: Date, ms: number): Date => new Date(from.getTime() + ms);

const START = seoul('2026-12-05 12:00');
const DAY_MS = 86_400_000;

/** [code, the last shape that raises no alarm, the first that does] */
const BOUNDARIES: readonly (readonly [code: string, fine: FactsShape, found: FactsShape])[] = [
  ['STOCK_MUCH_MORE', { event: { count: 9_999 } }, { event: { count: 10_000 } }],
  ['STOCK_MUCH_LESS', { event: { count: 101 } }, { event: { count: 100 } }],
  ['STOCK_MORE_THAN_TAKEABLE', { event: { count: 996 }, members: 83 }, { event: { count: 997 }, members: 83 }],
  // The last event is no trial from ten units on.
  ['STOCK_MUCH_MORE', { others: [{ ...lastMonth, supply: 9 }] }, { others: [{ ...lastMonth, supply: 10 }] }],
  ['LONG', { event: { endsAt: after(START, 60 * DAY_MS) } }, { event: { endsAt: after(START, 60 * DAY_MS + 1) } }],
  ['SHORT', { event: { endsAt: after(START, 600_000) } }, { event: { endsAt: after(START, 599_999) } }],
  [
    'STARTS_FAR_AHEAD',
    { event: { startsAt: after(NOW, 365 * DAY_MS), endsAt: null } },
    { event: { startsAt: after(NOW, 365 * DAY_MS + 1), endsAt: null } },
  ],
  [
    'STARTS_AT_NIGHT',
    { event: { startsAt: seoul('2026-12-05 00:59') } },
    { event: { startsAt: seoul('2026-12-05 01:00') } },
  ],
  [
    'STARTS_AT_NIGHT',
    { event: { startsAt: seoul('2026-12-05 06:00') } },
    { event: { startsAt: seoul('2026-12-05 05:59') } },
  ],
  ['ENDED', { event: { endsAt: after(NOW, 1), startsAt: null } }, { event: { endsAt: NOW, startsAt: null } }],
  ['ALREADY_STARTED', { event: { startsAt: after(NOW, 1) } }, { event: { startsAt: NOW } }],
  ['ENDS_BEFORE_START', { event: { endsAt: after(START, 1) } }, { event: { endsAt: START } }],
  ['FREE', { event: { discountRate: 99 } }, { event: { discountRate: 100 } }],
  ['NO_STOCK', { event: { count: 1 } }, { event: { count: 0 } }],
  ['NO_WORKS', { works: 1 }, { works: 0 }],
];

describe('The checks of an event', () => {
  it.each(BOUNDARIES)('raise %s exactly from its limit on', (code, fine, found) => {
    expect([finds(code, fine), finds(code, found)]).toEqual([false, true]);
  });

  it('compare the stock with all that was put in, not with what remains', () => {
    expect(finds('STOCK_MUCH_LESS', { event: { count: 100 }, supplies: [1_000], issued: 900 })).toBe(false);
    expect(finds('STOCK_MUCH_MORE', { event: { count: 9_000 }, supplies: [10_000], issued: 1_000 })).toBe(true);
  });

  it('do not compare the stock with members who were not all counted', () => {
    const shape = { event: { count: 2_000_000_000 }, works: 1 };
    expect(finds('STOCK_MORE_THAN_TAKEABLE', { ...shape, members: MAX_MEMBERS - 1 })).toBe(true);
    expect(finds('STOCK_MORE_THAN_TAKEABLE', { ...shape, members: MAX_MEMBERS })).toBe(false);
  });

  it('let stock be added twice in a sale', () => {
    const shape = { event: { count: 1_500 }, supplies: [1_000, 1_000] };
    expect([0, 1].map((issued) => finds('STOCK_ADDED_TWICE', { ...shape, issued }))).toEqual([true, false]);
  });

  it('check the start of a coupon that is used again for another event', () => {
    const again = { issued: 600, event: { startsAt: seoul('2026-12-05 03:00') } };
    expect(finds('STARTS_AT_NIGHT', again)).toBe(true);
    expect(finds('STARTS_AT_NIGHT', { ...again, event: { startsAt: seoul('2026-12-01 03:00') } })).toBe(false);
  });

  it.each(['가을 쿠폰', '가을쿠폰', '가을\u3000쿠폰', '가을 쿠폰'.normalize('NFD')])(
    'take %j for the name of 가을 쿠폰',
    (name) => {
      expect(finds('NAME_USED', { event: { name } })).toBe(true);
    },
  );

  it.each(['가을 쿠폰 2', '가을 쿠', '쿠폰 가을'])('take %j for another name', (name) => {
    expect(finds('NAME_USED', { event: { name } })).toBe(false);
  });

  it.each(['가을  쿠폰', '가을\u00a0쿠폰', '가을\u3000쿠폰', '가을\u2003쿠폰'])('notice the spaces of %j', (name) => {
    expect(finds('NAME_SPACES', { event: { name } })).toBe(true);
  });
});

describe('The last event', () => {
  const other = (shape: Partial<OtherCoupon>): OtherCoupon => ({ ...lastMonth, ...shape });

  it('is the one that began last, not the one with the highest id, and not one that issued nothing', () => {
    const others = [
      other({ id: 9, issued: 0, startsAt: seoul('2026-12-01 12:00') }),
      other({ id: 8, startsAt: seoul('2026-06-01 12:00') }),
      other({ id: 4, startsAt: seoul('2026-11-01 12:00') }),
      other({ id: 3, startsAt: null, createdAt: seoul('2026-10-01 12:00') }),
    ];
    expect(lastEvent(others)?.id).toBe(4);
    expect(lastEvent(others.slice(3))?.id).toBe(3);
    expect(lastEvent(others.slice(0, 1))).toBeUndefined();
  });

  it('is the newer one of two that began together', () => {
    expect(lastEvent([other({ id: 3 }), other({ id: 7 })])?.id).toBe(7);
  });
});

describe('The usual time zone', () => {
  const zones = (...timeZones: string[]): OtherCoupon[] => timeZones.map((timeZone) => ({ ...lastMonth, timeZone }));

  it('is that of most other coupons, of two equal ones the newer, and Seoul’s without any', () => {
    expect(usualTimeZone(zones('UTC', 'Asia/Tokyo', 'Asia/Tokyo'))).toBe('Asia/Tokyo');
    expect(usualTimeZone(zones('UTC', 'Asia/Tokyo'))).toBe('UTC');
    expect(usualTimeZone([])).toBe('Asia/Seoul');
  });
});
