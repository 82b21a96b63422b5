import { alreadyIssued, closedNow, noSuchTarget, revoked, soldOut } from './coupon.errors.js';
import type { DomainError } from '../platform/errors/domain-error.js';
import type { Verdict } from './issue-batch.js';
import type { Press } from './press.js';

/** What whoever pressed is told when no coupon was issued. */
export function refusalOf(verdict: Exclude<Verdict, { kind: 'issued' }>, { couponId, workId }: Press): DomainError {
  switch (verdict.kind) {
    case 'held':
      return verdict.row.revokedAt ? revoked() : alreadyIssued(verdict.row);
    case 'missing':
      return noSuchTarget({ ...(verdict.coupon && { coupon: couponId }), ...(verdict.work && { work: workId }) });
    case 'closed':
      return closedNow(verdict.why);
    case 'sold-out':
      return soldOut();
  }
}
