import { seoulInstant } from './seoul-time.js';

describe('The wall clock time of Seoul', () => {
  it.each([
    ['2023-05-01 12:00:00.123456', '2023-05-01T03:00:00.123Z'],
    ['2023-05-01T12:00:00', '2023-05-01T03:00:00.000Z'],
    ['2024-01-01 08:59:59.9', '2023-12-31T23:59:59.900Z'],
    ['2024-02-29 00:00:00', '2024-02-28T15:00:00.000Z'],
  ])('%s is %s', (text, instant) => expect(seoulInstant(text)?.toISOString()).toBe(instant));

  it.each([
    ...['2023-02-30 12:00:00', '2023-05-01 24:00:00', '2023-05-01 12:60:00', '2023-05-01', '2023-05-01 12:00'],
    ...['2023-05-01 12:00:00Z', '2023-05-01 12:00:00+09:00', ' 2023-05-01 12:00:00', '', 1_682_910_000, null],
    // Korea had daylight saving time.
    '1988-07-01 12:00:00',
  ])('%j is none', (text) => expect(seoulInstant(text)).toBeUndefined());
});
