import type { CouponUser } from '../../coupon/issued/coupon-user.entity.js';
import { reasonedAction } from '../action/reasoned.action.js';
import { revocationActions } from '../action/revocation-actions.js';
import { readActions } from '../action/table-actions.js';
import type { AdminServices } from '../admin-services.js';
import { issuedCouponRows } from './issued-coupon-rows.js';
import type { Table } from './table.js';

export const issuedCouponsTable = ({ issued, revocations }: AdminServices): Table<CouponUser> => ({
  ...issuedCouponRows,
  actions: {
    ...readActions,
    markUsed: reasonedAction({
      run: (id, act) => issued.markUsed(id, true, act),
      done: 'markedUsed',
      look: { icon: 'CheckCircle' },
      when: (record) => record.get('is_used') !== true && record.get('is_revoked') !== true,
    }),
    markUnused: reasonedAction({
      run: (id, act) => issued.markUsed(id, false, act),
      done: 'markedUnused',
      look: { icon: 'RotateCcw' },
      when: (record) => record.get('is_used') === true && record.get('is_revoked') !== true,
    }),
    // Also shown for a used coupon: the refusal explains what to do first.
    revoke: reasonedAction({
      run: (id, act) => issued.revoke(id, act),
      done: 'revoked',
      look: { icon: 'Slash', variant: 'danger' },
      when: (record) => record.get('is_revoked') !== true,
    }),
    restore: reasonedAction({
      run: (id, act) => issued.restore(id, act),
      done: 'restored',
      look: { icon: 'RotateCcw' },
      when: (record) => record.get('is_revoked') === true,
    }),
    ...revocationActions(revocations),
  },
});
