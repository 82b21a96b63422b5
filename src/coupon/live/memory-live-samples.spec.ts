import { MemoryLiveSamples } from './memory-live-samples.js';
import { noPresses, type PressCounts } from './press-counts.js';

const issued = (count: number): PressCounts => ({ ...noPresses(), ISSUED: count });

describe('MemoryLiveSamples', () => {
  it('keeps 900 seconds of a coupon', async () => {
    const store = new MemoryLiveSamples();
    for (let second = 1; second <= 1_000; second++) await store.add(second, new Map([[7, issued(second)]]));
    const { bySecond, knownSince } = await store.read(7, 0);
    expect([bySecond.size, Math.min(...bySecond.keys()), bySecond.get(1_000)!.ISSUED]).toEqual([900, 101, 1_000]);
    expect(knownSince).toBe(1);
    expect((await store.read(7, 999)).bySecond.size).toBe(2);
  });

  it('adds what is counted twice in a second, as after a late timer', async () => {
    const store = new MemoryLiveSamples();
    for (const count of [2, 3]) await store.add(5, new Map([[7, { ...issued(count), longestWaitMs: count }]]));
    expect((await store.read(7, 0)).bySecond.get(5)).toMatchObject({ ISSUED: 5, longestWaitMs: 3 });
  });

  it('keeps 50 coupons, those that were pressed last, and does not take a look for a press', async () => {
    const store = new MemoryLiveSamples();
    for (let coupon = 1; coupon <= 51; coupon++) {
      await store.add(coupon, new Map([[coupon, issued(1)]]));
      await store.read(1, 0);
    }
    expect((await store.read(1, 0)).bySecond.size).toBe(0);
    expect((await store.read(2, 0)).bySecond.size).toBe(1);
  });
});
