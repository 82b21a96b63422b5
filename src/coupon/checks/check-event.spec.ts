import { eventFacts, lastMonth, NOW, seoul, type FactsShape } from '../../../test/builders/event-facts.js';
import { instantAt } from '../event-hours.js';
import { checkEvent } from './check-event.js';

/** The codes of yellow and red checks. */
const alarms = (shape: FactsShape): string[] =>
  checkEvent(eventFacts(shape))
    .filter(({ level }) => level !== 'green')
    .map(({ code }) => code);

/** What went wrong in earlier events, and what the checks say about it. */
const MISTAKES: readonly (readonly [mistake: string, shape: FactsShape, found: readonly string[]])[] = [
  [
    'the dates of last year',
    { event: { startsAt: seoul('2025-12-05 12:00'), endsAt: seoul('2025-12-07 00:00') } },
    ['ENDED'],
  ],
  ['the start of last month', { event: { startsAt: seoul('2026-11-05 12:00') } }, ['ALREADY_STARTED']],
  [
    'the start of last year and the end of this year',
    { event: { startsAt: seoul('2025-12-05 12:00') } },
    ['ALREADY_STARTED', 'LONG'],
  ],
  [
    'the dates of next year',
    { event: { startsAt: seoul('2027-12-05 12:00'), endsAt: seoul('2027-12-07 00:00') } },
    ['STARTS_FAR_AHEAD'],
  ],
  [
    'start and end are swapped',
    { event: { startsAt: seoul('2026-12-07 00:00'), endsAt: seoul('2026-12-05 12:00') } },
    ['ENDS_BEFORE_START'],
  ],
  ['the end is the start', { event: { endsAt: seoul('2026-12-05 12:00') } }, ['ENDS_BEFORE_START']],
  ['no end', { event: { endsAt: null } }, ['NO_END']],
  ['no start: it opens when it is saved', { event: { startsAt: null } }, ['NO_START']],
  ['the end is in another month', { event: { endsAt: seoul('2027-03-07 00:00') } }, ['LONG']],
  ['it ends five minutes after its start', { event: { endsAt: seoul('2026-12-05 12:05') } }, ['SHORT']],
  [
    'noon in UTC instead of Seoul',
    { event: { startsAt: instantAt('2026-12-05 12:00', 'UTC'), timeZone: 'UTC' } },
    ['OTHER_TIME_ZONE'],
  ],
  [
    'the hour of UTC, typed in the time zone of Seoul',
    { event: { startsAt: seoul('2026-12-05 03:00') } },
    ['STARTS_AT_NIGHT'],
  ],
  ['no stock', { event: { count: 0 } }, ['NO_STOCK']],
  ['ten times the quantity', { event: { count: 10_000 } }, ['STOCK_MUCH_MORE']],
  ['a tenth of the quantity', { event: { count: 100 } }, ['STOCK_MUCH_LESS']],
  ['the quantity twice', { event: { count: 2_000 }, supplies: [1_000, 1_000] }, ['STOCK_ADDED_TWICE']],
  ['more than members can take', { members: 83 }, ['STOCK_MORE_THAN_TAKEABLE']],
  ['no works', { works: 0 }, ['NO_WORKS']],
  ['the name of an earlier event', { event: { name: '가을쿠폰' } }, ['NAME_USED']],
  ['a double space in the name', { event: { name: '겨울  쿠폰' } }, ['NAME_SPACES']],
  ['both discounts', { event: { discountRate: 10 } }, ['BOTH_DISCOUNTS']],
  ['no discount', { event: { discountAmount: 0 } }, ['NO_DISCOUNT']],
  ['free by a typing mistake', { event: { discountAmount: 0, discountRate: 100 } }, ['FREE']],
  ['a discount of more than the price', { event: { discountAmount: 0, discountRate: 150 } }, ['OVER_100']],
  ['still hidden', { event: { isHidden: true }, onEventPage: lastMonth }, ['HIDDEN']],
  ['still paused', { event: { paused: true } }, ['PAUSED']],
  ['the event page shows the earlier event', { onEventPage: lastMonth }, ['OTHER_ON_EVENT_PAGE']],
  ['the demonstration can still be taken', { service: { demonstrationId: 1 } }, ['DEMONSTRATION_VISIBLE']],
  ['the demonstration is the event', { service: { demonstrationId: 5 } }, ['IS_DEMONSTRATION']],
  ['only this machine reaches the service', { service: { isLocalOnly: true } }, ['LOCAL_ONLY']],
  [
    'other names are allowed, but only this machine can connect, and no proxy is in front',
    { service: { isForwarded: false, trustsProxies: false, isSecure: true } },
    ['LISTENS_LOCALLY'],
  ],
  ['a proxy that is not trusted', { service: { trustsProxies: false, isSecure: false } }, ['PROXY_NOT_TRUSTED']],
  ['no HTTPS', { service: { isSecure: false } }, ['PLAIN_HTTP']],
  ['development mode', { service: { isProduction: false } }, ['NOT_PRODUCTION']],
];

const GOOD: readonly (readonly [event: string, shape: FactsShape])[] = [
  ['in three days at noon', {}],
  ['the first one of all', { others: [] }],
  ['at midnight', { event: { startsAt: seoul('2026-12-05 00:00') } }],
  ['at six in the morning', { event: { startsAt: seoul('2026-12-05 06:00') } }],
  ['of ten minutes', { event: { endsAt: seoul('2026-12-05 12:10') } }],
  ['of sixty days', { event: { endsAt: seoul('2027-02-03 12:00') } }],
  [
    'that runs and has issued coupons',
    { event: { startsAt: seoul('2026-12-01 12:00'), count: 400 }, supplies: [1_000], issued: 600 },
  ],
  ['of nine times the last stock', { event: { count: 9_000 } }],
  [
    'of a rate, with stock added before it opens',
    { event: { discountAmount: 0, discountRate: 99, count: 1_300 }, supplies: [1_000, 300] },
  ],
  [
    'in the time zone of the others',
    {
      event: { timeZone: 'America/New_York', startsAt: instantAt('2026-12-05 12:00', 'America/New_York') },
      others: [{ ...lastMonth, timeZone: 'America/New_York' }],
    },
  ],
  ['in another time zone with the same clocks', { event: { timeZone: 'Asia/Tokyo' } }],
  [
    'after a trial with one unit',
    { others: [{ ...lastMonth, id: 9, startsAt: null, createdAt: NOW, supply: 1, issued: 1 }, lastMonth] },
  ],
  ['whose stock was added twice and taken out once', { supplies: [1_000, 1_000, -1_000] }],
];

describe('The checks of an event before it opens', () => {
  it.each(MISTAKES)('find %s, and nothing else', (_, shape, found) => {
    expect(alarms(shape)).toEqual(found);
  });

  it('know twenty mistakes and more', () => {
    expect(new Set(MISTAKES.flatMap(([, , found]) => found)).size).toBeGreaterThan(20);
  });

  it.each(GOOD)('raise no alarm about an event %s', (_, shape) => {
    expect(alarms(shape)).toEqual([]);
  });

  it('show the worst first, and each topic', () => {
    const checks = checkEvent(eventFacts({ event: { endsAt: null, paused: true, discountRate: 5 }, works: 0 }));
    expect(checks.map(({ code, level }) => [level, code])).toEqual([
      ['red', 'NO_WORKS'],
      ['red', 'PAUSED'],
      ['yellow', 'NO_END'],
      ['yellow', 'BOTH_DISCOUNTS'],
      ['green', 'STOCK_FINE'],
      ['green', 'NAME_FINE'],
      ['green', 'SERVICE_FINE'],
    ]);
  });

  it('name the values in both languages', () => {
    const [check] = checkEvent(eventFacts({ event: { count: 10_000 } }));
    expect(check).toMatchObject({ code: 'STOCK_MUCH_MORE', parameters: { units: 10_000, supply: 1_000, id: 4 } });
    for (const sentence of [check!.message.ko, check!.message.en]) {
      for (const value of ['10,000', '1,000', '가을 쿠폰']) expect(sentence).toContain(value);
    }
  });

  it('take a start in the last day without issued coupons for a warning, and an earlier one for an error', () => {
    const levelAt = (startsAt: Date): string => checkEvent(eventFacts({ event: { startsAt } }))[0]!.level;
    expect(levelAt(new Date(NOW.getTime() - 86_399_999))).toBe('yellow');
    expect(levelAt(new Date(NOW.getTime() - 86_400_000))).toBe('red');
  });
});
