import { BackOff } from './back-off.js';

describe('The delay before a process is started again', () => {
  it('doubles from 0.1 s to 30 s while processes end early', () => {
    const backOff = new BackOff();
    const delays = Array.from({ length: 11 }, () => backOff.delayAfter(50));
    expect(delays).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000]);
  });

  it('is short again after a process that lived for a minute', () => {
    const backOff = new BackOff();
    for (let end = 0; end < 5; end++) backOff.delayAfter(59_999);
    expect(backOff.delayAfter(60_000)).toBe(100);
    expect(backOff.delayAfter(0)).toBe(200);
  });
});
