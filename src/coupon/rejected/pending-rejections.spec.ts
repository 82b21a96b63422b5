import { PendingRejections } from './pending-rejections.js';

const press = (userId: number) => ({ userId, couponId: 1, workId: 2 });

describe('PendingRejections', () => {
  it('keeps one entry for each member, coupon and work: the number, the first and last instant, the last reason', () => {
    const pending = new PendingRejections(10);
    pending.add(press(7), 'NOT_STARTED', 100);
    pending.add(press(8), 'SOLD_OUT', 150);
    pending.add(press(7), 'SOLD_OUT', 200);
    expect(pending.take(10)).toEqual([
      { ...press(7), presses: 2, firstAt: 100, lastAt: 200, lastReason: 'SOLD_OUT' },
      { ...press(8), presses: 1, firstAt: 150, lastAt: 150, lastReason: 'SOLD_OUT' },
    ]);
    expect(pending.size).toBe(0);
  });

  it('keeps no more entries than its bound, and goes on counting for those that it has', () => {
    const pending = new PendingRejections(2);
    const kept = [7, 8, 9, 7].map((userId) => pending.add(press(userId), 'SOLD_OUT', userId));
    expect(kept).toEqual([true, true, false, true]);
    expect(pending.take(10).map(({ userId, presses }) => [userId, presses])).toEqual([
      [7, 2],
      [8, 1],
    ]);
  });

  it('gives the oldest entries first', () => {
    const pending = new PendingRejections(10);
    for (const userId of [3, 1, 2]) pending.add(press(userId), 'SOLD_OUT', 1);
    expect(pending.take(2).map(({ userId }) => userId)).toEqual([3, 1]);
    expect(pending.take(2).map(({ userId }) => userId)).toEqual([2]);
  });

  it('adds entries that were given back to later ones, within its bound', () => {
    const pending = new PendingRejections(2);
    for (const userId of [7, 8]) pending.add(press(userId), 'PAUSED', 100);
    pending.add(press(8), 'PAUSED', 110);
    const taken = pending.take(2);
    for (const userId of [7, 9]) pending.add(press(userId), 'SOLD_OUT', 200);
    expect(pending.giveBack(taken)).toBe(2);
    expect(pending.take(10)).toEqual([
      { ...press(7), presses: 2, firstAt: 100, lastAt: 200, lastReason: 'SOLD_OUT' },
      { ...press(9), presses: 1, firstAt: 200, lastAt: 200, lastReason: 'SOLD_OUT' },
    ]);
  });
});
