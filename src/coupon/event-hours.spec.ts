import { jest } from '@jest/globals';
import type { Coupon } from './coupon.entity.js';
import { eventState, instantAt, isTimeZone, wallClock } from './event-hours.js';

describe('Invented spellings of a zone', () => {
  const spelling = (number: number): string =>
    [...'singapore'].map((letter, place) => ((number >> place) & 1 ? letter.toUpperCase() : letter)).join('');

  it('are forgotten, so that they do not fill the memory', () => {
    const made = jest.spyOn(Intl, 'DateTimeFormat');
    for (let number = 0; number < 512; number++) expect(isTimeZone(spelling(number))).toBe(true);
    made.mockClear();
    expect([isTimeZone(spelling(511)), made.mock.calls.length]).toEqual([true, 0]);
    expect([isTimeZone(spelling(0)), made.mock.calls.length]).toEqual([true, 1]);
    made.mockRestore();
  });
});

describe('A wall clock time in a zone', () => {
  it.each([
    ['2026-10-01 12:00', 'Asia/Seoul', '2026-10-01T03:00:00.000Z'],
    ['2026-10-01T12:00', 'Asia/Seoul', '2026-10-01T03:00:00.000Z'],
    [' 2026-10-01 12:00:00 ', 'UTC', '2026-10-01T12:00:00.000Z'],
    ['2026-12-31 23:59', 'Pacific/Kiritimati', '2026-12-31T09:59:00.000Z'],
    ['2026-07-01 00:00', 'Asia/Kathmandu', '2026-06-30T18:15:00.000Z'],
    ['2028-02-29 00:00', 'Pacific/Marquesas', '2028-02-29T09:30:00.000Z'],
    // The hour before summer time begins, and the one after.
    ['2030-03-10 01:59', 'America/New_York', '2030-03-10T06:59:00.000Z'],
    ['2030-03-10 03:00', 'America/New_York', '2030-03-10T07:00:00.000Z'],
    // The hour that comes twice when it ends, and the one after.
    ['2030-11-03 01:59', 'America/New_York', '2030-11-03T05:59:00.000Z'],
    ['2030-11-03 02:00', 'America/New_York', '2030-11-03T07:00:00.000Z'],
    // Half an hour of summer time.
    ['2030-10-06 02:30', 'Australia/Lord_Howe', '2030-10-05T15:30:00.000Z'],
  ])('%s in %s is %s', (text, zone, instant) => {
    expect(instantAt(text, zone).toISOString()).toBe(instant);
  });

  it.each([
    ['2030-03-10 02:30', 'America/New_York'],
    ['2030-10-06 02:15', 'Australia/Lord_Howe'],
    ['2026-02-29 00:00', 'UTC'],
    ['2026-13-01 00:00', 'UTC'],
    ['2026-01-01 24:00', 'UTC'],
    ['2026-01-01 12:60', 'UTC'],
    ['2026-01-01', 'UTC'],
    ['2026-01-01 12:00Z', 'UTC'],
    ['12026-01-01 12:00', 'UTC'],
    ['1000-01-01 00:00', 'UTC'],
    ['1900-01-01 00:00', 'Asia/Seoul'],
    ['1969-12-31 23:59', 'UTC'],
    ['3000-01-01 00:00', 'UTC'],
    ['', 'UTC'],
  ])('%p in %s is none', (text, zone) => {
    expect(instantAt(text, zone).getTime()).toBeNaN();
  });

  it('is shown as it was entered, in every zone, from the first to the last allowed minute', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      for (const text of ['1970-01-01 00:00', '1971-12-31 12:01', '2999-12-31 23:59']) {
        expect([zone, wallClock(instantAt(text, zone), zone)]).toEqual([zone, text]);
      }
      for (const year of ['1000', '1582', '1883', '1969', '3000', '9999']) {
        expect(instantAt(`${year}-01-01 00:00`, zone).getTime()).toBeNaN();
      }
    }
  });

  it('is shown as it was entered, at every hour of a year, with and without daylight saving time', () => {
    for (const zone of ['Asia/Seoul', 'America/St_Johns', 'Europe/Berlin', 'Africa/Casablanca', 'Antarctica/Troll']) {
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 7 * 3_600_000) {
        const shown = wallClock(new Date(at), zone);
        expect([zone, shown, wallClock(instantAt(shown, zone), zone)]).toEqual([zone, shown, shown]);
      }
    }
  });
});

describe('The name of a zone', () => {
  it.each(['Asia/Seoul', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3'])('%s is one', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(['', '+09:00', 'Asia/Nowhere', 'KST!', '../etc/localtime'])('%p is none', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});

describe('The state of an event', () => {
  const at = (time: string): Date => new Date(`2026-10-01T${time}Z`);
  const event = { count: 1, startsAt: at('03:00'), endsAt: at('04:00'), paused: false } as Coupon;

  it.each([
    ['02:59:59.999', 'not-started'],
    ['03:00', 'running'],
    ['03:59:59.999', 'running'],
    ['04:00', 'ended'],
  ])('at %s: %s', (time, state) => {
    expect(eventState(event, at(time))).toBe(state);
  });

  it('is paused only while it would run, and sold out only while it is open', () => {
    const paused = { ...event, paused: true };
    expect([at('02:00'), at('03:30'), at('05:00')].map((now) => eventState(paused, now))).toEqual([
      'not-started',
      'paused',
      'ended',
    ]);
    const empty = { ...event, count: 0 };
    expect([eventState(empty, at('03:30')), eventState({ ...empty, paused: true }, at('03:30'))]).toEqual([
      'sold-out',
      'paused',
    ]);
  });

  it('is running without hours until the stock is empty', () => {
    expect(eventState({ ...event, startsAt: null, endsAt: null }, at('23:00'))).toBe('running');
  });
});
