import { jest } from '@jest/globals';
import type { Repository } from 'typeorm';
import type { Transactions } from '../../platform/database/transactions.js';
import type { AuditLog } from '../../platform/audit-log/audit-log.js';
import type { Clock } from '../../platform/time/clock.js';
import { CouponUserService } from './coupon-user.service.js';
import type { CouponUser } from './coupon-user.entity.js';
import type { CouponStockService } from '../stock/coupon-stock.service.js';

describe('The list of what a member holds', () => {
  const read = jest.fn(() => Promise.resolve(Array.from({ length: 450 }, (_, index) => index + 1)));
  const find = jest.fn(({ where }: { where: { id: { value: number[] } } }) =>
    Promise.resolve(where.id.value.map((id) => ({ id }) as CouponUser)),
  );
  const service = new CouponUserService(
    { find } as unknown as Repository<CouponUser>,
    { read } as unknown as Transactions,
    {} as CouponStockService,
    {} as AuditLog,
    {} as Clock,
  );

  beforeEach(() => [read, find].forEach((read) => read.mockClear()));

  it('is read a hundred rows at a time', async () => {
    const lengths: number[] = [];
    for await (const piece of service.listOf(1, () => false)) lengths.push(piece.length);
    expect(lengths).toEqual([100, 100, 100, 100, 50]);
  });

  it('is not read further when the client has disconnected', async () => {
    let isGone = false;
    for await (const piece of service.listOf(1, () => isGone)) isGone = piece.length > 0;
    expect(find).toHaveBeenCalledTimes(1);
    await Promise.all(Array.from({ length: 50 }, () => service.listOf(1, () => true).next()));
    expect([read, find].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });
});
