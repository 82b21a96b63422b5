import { alreadyIssued, closedNow, noSuchCouponOrWork, revoked, soldOut } from '../coupon.errors.js';
import type { DomainError } from '../../platform/errors/domain-error.js';
import { presentCouponUser } from '../issued/coupon-user.presenter.js';
import type { IssueResult } from './batch-program.js';
import type { Press } from './press.js';

/** The error for a press that got no coupon. */
export function refusalOf(result: Exclude<IssueResult, { kind: 'issued' }>, { couponId, workId }: Press): DomainError {
  switch (result.kind) {
    case 'held':
      return result.row.revokedAt ? revoked() : alreadyIssued(presentCouponUser(result.row));
    case 'missing':
      return noSuchCouponOrWork({
        ...(result.couponMissing && { coupon: couponId }),
        ...(result.workMissing && { work: workId }),
      });
    case 'closed':
      return closedNow(result.why);
    case 'sold-out':
      return soldOut();
  }
}
