import { jest } from '@jest/globals';
import { TableVersions } from '../platform/database/table-versions.js';
import { CouponCache } from './coupon-cache.js';
import { Coupon } from './coupon.entity.js';
import type { CouponService } from './coupon.service.js';

describe('CouponCache', () => {
  const changes = new TableVersions();
  const findVisible = jest.fn((_ids: readonly number[]) => Promise.resolve(new Map<number, Coupon>()));
  const cache = new CouponCache({ findVisible } as unknown as CouponService, changes);

  // What is remembered for a moment must not age because the machine is busy.
  beforeAll(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
  afterAll(() => void jest.useRealTimers());
  beforeEach(() => findVisible.mockClear());

  const notFound = (id: number): Promise<void> => expect(cache.json(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });

  it('caches that a coupon does not exist', async () => {
    for (let asked = 0; asked < 5; asked++) await notFound(1);
    expect(findVisible).toHaveBeenCalledTimes(1);
  });

  it('returns a new coupon as soon as this process has committed it', async () => {
    await notFound(2);
    const coupon = Object.assign(new Coupon(), { id: 2, name: '가을 쿠폰' });
    findVisible.mockResolvedValueOnce(new Map([[2, coupon]]));
    changes.increment([Coupon]);
    const answer = await cache.json(2);
    expect(answer.bytes.toString()).toContain('가을 쿠폰');
    expect(await cache.json(2)).toBe(answer);
    expect(findVisible).toHaveBeenCalledTimes(2);
  });

  it('loads in one query the coupons that are requested in one turn of the event loop', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => 1_000 + index);
    await Promise.all(ids.map(notFound));
    expect(findVisible.mock.calls).toEqual([[ids]]);
  });

  it('removes the oldest coupons when it is full', async () => {
    const ask = async (from: number, count: number): Promise<void> => {
      await Promise.all(Array.from({ length: count }, (_, index) => notFound(from + index)));
    };
    await ask(10_000, 1_000);
    await ask(20_000, 500);
    findVisible.mockClear();
    await ask(10_500, 500);
    expect(findVisible).not.toHaveBeenCalled();
    await notFound(10_499);
    expect(findVisible).toHaveBeenCalledTimes(1);
  });
});
