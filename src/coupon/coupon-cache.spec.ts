import { jest } from '@jest/globals';
import { TableVersions } from '../platform/database/table-versions.js';
import { CouponCache } from './coupon-cache.js';
import { Coupon } from './coupon.entity.js';
import type { CouponService } from './coupon.service.js';

describe('CouponCache', () => {
  const changes = new TableVersions();
  const shown = jest.fn((_ids: readonly number[]) => Promise.resolve(new Map<number, Coupon>()));
  const board = new CouponCache({ shown } as unknown as CouponService, changes);

  // What is remembered for a moment must not age because the machine is busy.
  beforeAll(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
  afterAll(() => void jest.useRealTimers());
  beforeEach(() => shown.mockClear());

  const notFound = (id: number): Promise<void> => expect(board.json(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });

  it('caches that a coupon does not exist', async () => {
    for (let asked = 0; asked < 5; asked++) await notFound(1);
    expect(shown).toHaveBeenCalledTimes(1);
  });

  it('returns a new coupon as soon as this process has committed it', async () => {
    await notFound(2);
    const coupon = Object.assign(new Coupon(), { id: 2, name: '가을 쿠폰' });
    shown.mockResolvedValueOnce(new Map([[2, coupon]]));
    changes.increment([Coupon]);
    const answer = await board.json(2);
    expect(answer.bytes.toString()).toContain('가을 쿠폰');
    expect(await board.json(2)).toBe(answer);
    expect(shown).toHaveBeenCalledTimes(2);
  });

  it('loads in one query the coupons that are requested in one turn of the event loop', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => 1_000 + index);
    await Promise.all(ids.map(notFound));
    expect(shown.mock.calls).toEqual([[ids]]);
  });

  it('removes the oldest coupons when it is full', async () => {
    const ask = async (from: number, count: number): Promise<void> => {
      await Promise.all(Array.from({ length: count }, (_, index) => notFound(from + index)));
    };
    await ask(10_000, 1_000);
    await ask(20_000, 500);
    shown.mockClear();
    await ask(10_500, 500);
    expect(shown).not.toHaveBeenCalled();
    await notFound(10_499);
    expect(shown).toHaveBeenCalledTimes(1);
  });
});
