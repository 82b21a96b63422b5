import { IsNull, Not } from 'typeorm';
import { CouponUser } from '../../coupon/coupon-user.entity.js';
import { commandAction } from '../action/command.action.js';
import { readActions } from '../action/table-actions.js';
import type { AdminServices } from '../admin-services.js';
import { asFlag, contains } from './conditions.js';
import type { Field } from './field.js';
import { Fields } from './fields.js';
import type { Table } from './table.js';

const { id, text, flag, instant, reference } = new Fields<CouponUser>();

const revoked: Field<CouponUser> = {
  name: 'is_revoked',
  type: 'boolean',
  value: (row) => row.revokedAt !== null,
  condition: (wanted) => {
    const isRevoked = asFlag(wanted);
    return isRevoked === undefined ? undefined : { revokedAt: isRevoked ? Not(IsNull()) : IsNull() };
  },
  shown: { list: true, show: true, edit: false },
};

/** To search by; whose it is, the column `user` shows. */
const email: Field<CouponUser> = {
  name: 'email',
  type: 'string',
  value: () => undefined,
  condition: (wanted) => {
    const email = contains('email')(wanted);
    return email && { user: { email } };
  },
  shown: { list: false, show: false, edit: false },
};

export const issuedCouponsTable = ({ issued }: AdminServices): Table<CouponUser> => ({
  id: 'issued-coupons',
  icon: 'Gift',
  entity: CouponUser,
  fields: [
    id('id', { list: false }),
    text('code', 'code', { isTitle: true }),
    email,
    reference('user', 'userId', 'users'),
    reference('work', 'workId', 'works'),
    reference('coupon', 'couponId', 'coupons'),
    flag('is_used', 'isUsed'),
    revoked,
    instant('created_at', 'createdAt'),
    instant('used_at', 'usedAt', { list: false, condition: undefined, order: undefined }),
    instant('revoked_at', 'revokedAt', { list: false }),
    instant('updated_at', 'updatedAt', { list: false, condition: undefined }),
  ],
  sort: { sortBy: 'id', direction: 'desc' },
  actions: {
    ...readActions,
    markUsed: commandAction({
      run: (id) => issued.markUsed(id, true),
      done: 'markedUsed',
      look: { icon: 'CheckCircle', guard: 'confirmMarkUsed' },
      when: (record) => record.get('is_used') !== true && record.get('is_revoked') !== true,
    }),
    markUnused: commandAction({
      run: (id) => issued.markUsed(id, false),
      done: 'markedUnused',
      look: { icon: 'RotateCcw', guard: 'confirmMarkUnused' },
      when: (record) => record.get('is_used') === true && record.get('is_revoked') !== true,
    }),
    // Offered for a used coupon, too: the refusal says what to do first.
    revoke: commandAction({
      run: (id, { userId }) => issued.revoke(id, userId),
      done: 'revoked',
      look: { icon: 'Slash', variant: 'danger', guard: 'confirmRevoke' },
      when: (record) => record.get('is_revoked') !== true,
    }),
  },
});
