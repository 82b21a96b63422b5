import { jest } from '@jest/globals';
import { Changes } from '../platform/database/changes.js';
import { CouponBoard } from './coupon-board.service.js';
import { Coupon } from './coupon.entity.js';
import type { CouponService } from './coupon.service.js';

describe('CouponBoard', () => {
  const changes = new Changes();
  const findShown = jest.fn(() => Promise.resolve<Coupon | undefined>(undefined));
  const board = new CouponBoard({ findShown } as unknown as CouponService, changes);

  beforeEach(() => findShown.mockClear());

  it('remembers that there is no such coupon', async () => {
    for (let asked = 0; asked < 5; asked++) {
      await expect(board.answer(1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(findShown).toHaveBeenCalledTimes(1);
  });

  it('knows a coupon as soon as this process has written one', async () => {
    await expect(board.answer(2)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const coupon = Object.assign(new Coupon(), { id: 2, name: '가을 쿠폰' });
    findShown.mockResolvedValueOnce(coupon);
    changes.note([Coupon]);
    const answer = await board.answer(2);
    expect(answer.bytes.toString()).toContain('가을 쿠폰');
    expect(await board.answer(2)).toBe(answer);
    expect(findShown).toHaveBeenCalledTimes(2);
  });
});
