import type { CouponUser } from '../issued/coupon-user.entity.js';
import type { IssueResult } from './batch-program.js';
import { refusalOf } from './issue-refusal.js';
import { pressResult } from './press-result.js';

const row = { id: 1, couponId: 1, workId: 1, userId: 1, code: 'ABCDEFGH', createdAt: new Date() } as CouponUser;
const press = { couponId: 1, workId: 1, userId: 1 };

const REFUSED: readonly Exclude<IssueResult, { kind: 'issued' }>[] = [
  { kind: 'held', row: { ...row, revokedAt: null } },
  { kind: 'held', row: { ...row, revokedAt: new Date() } },
  { kind: 'missing', couponMissing: true, workMissing: false },
  { kind: 'closed', why: 'not-started' },
  { kind: 'closed', why: 'ended' },
  { kind: 'closed', why: 'paused' },
  { kind: 'sold-out' },
];

describe('The result of a press in the live view', () => {
  it.each(REFUSED)('is the code that the member gets: %j', (result) => {
    expect(pressResult(result)).toBe(refusalOf(result, press).code);
  });

  it('is ISSUED for an issued coupon', () => {
    expect(pressResult({ kind: 'issued', row })).toBe('ISSUED');
  });
});
