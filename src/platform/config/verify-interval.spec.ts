import { parseVerifyInterval } from './verify-interval.js';

describe('VERIFY_MINUTES', () => {
  it.each([
    [undefined, 3_600_000],
    [' ', 3_600_000],
    ['30', 1_800_000],
    ['0.5', 30_000],
    ['0', undefined],
    ['off', undefined],
  ])('%j is an interval of %s ms', (text, ms) => {
    expect(parseVerifyInterval(text)).toBe(ms);
  });

  it.each(['daily', '-1', '10081', 'NaN', '1h'])('may not be %s', (text) => {
    expect(() => parseVerifyInterval(text)).toThrow(/^VERIFY_MINUTES must be a number/);
  });
});
