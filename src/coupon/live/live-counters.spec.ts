import { LiveCounters, UNATTRIBUTED } from './live-counters.js';

describe('LiveCounters', () => {
  it('count by coupon, from 0 again after each take', () => {
    const counters = new LiveCounters();
    counters.of(3).ISSUED += 2;
    counters.of(4).SOLD_OUT += 1;
    counters.of(3).ISSUED += 1;
    const taken = counters.take();
    expect([...taken].map(([id, { ISSUED, SOLD_OUT }]) => [id, ISSUED, SOLD_OUT])).toEqual([
      [3, 3, 0],
      [4, 0, 1],
    ]);
    counters.of(3).ISSUED += 7;
    expect(taken.get(3)!.ISSUED).toBe(3);
    expect(counters.take().get(3)!.ISSUED).toBe(7);
    expect(counters.take().size).toBe(0);
  });

  it('count 50 coupons apart in a second, and further ones together', () => {
    const counters = new LiveCounters();
    for (let coupon = 1; coupon <= 1_000; coupon++) counters.of(coupon).ISSUED += 1;
    counters.of(1).ISSUED += 1;
    const taken = counters.take();
    expect([taken.size, taken.get(1)!.ISSUED, taken.get(UNATTRIBUTED)!.ISSUED]).toEqual([51, 2, 950]);
    counters.of(1_000).ISSUED += 1;
    expect(counters.take().get(1_000)!.ISSUED).toBe(1);
  });
});
