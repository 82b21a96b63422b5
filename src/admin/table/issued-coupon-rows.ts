import { CouponUser } from '../../coupon/issued/coupon-user.entity.js';
import { caseField } from './case-field.js';
import { emailLook } from './email-look.js';
import { RANK } from './condition.js';
import { equalsFlag, equalsInteger, instantBetweenWhereAny, isSet, startsCode } from './conditions.js';
import { createdBetween } from './created-between.js';
import { historyField } from './history-field.js';
import { heldByEmail } from './held-by-email.js';
import type { Field } from './field.js';
import { Fields } from './fields.js';
import { toCoupon, toUser, toWork } from './references.js';
import { LARGE } from './table.js';
import type { TableRows } from './table-rows.js';
import { timeZoneField } from './time-zone-field.js';

const { id, text, flag, instant, reference } = new Fields<CouponUser>();

const REVOKED = 'coupon_user_revoked';

const revoked: Field<CouponUser> = {
  name: 'is_revoked',
  type: 'boolean',
  value: (row) => row.revokedAt !== null,
  condition: (filter) => isSet(REVOKED)(filter, 'revokedAt'),
  shown: { list: true, show: true, edit: false },
};

/** A filter only; the column `user` shows the member. */
const email: Field<CouponUser> = {
  name: 'email',
  type: 'string',
  value: () => undefined,
  condition: heldByEmail,
  shown: { list: false, show: false, edit: false },
  look: emailLook,
};

/** The rows of the list of issued coupons, and its filters. */
export const issuedCouponRows: TableRows<CouponUser> = {
  id: 'issued-coupons',
  icon: 'Gift',
  entity: CouponUser,
  window: LARGE,
  fields: [
    id('id', { list: false }),
    text('code', 'code', { isTitle: true, filter: startsCode }),
    email,
    reference('user', 'userId', toUser, { filter: equalsInteger({ rank: RANK.member, order: 'none' }) }),
    reference('work', 'workId', toWork, { filter: equalsInteger({ rank: RANK.work }) }),
    reference('coupon', 'couponId', toCoupon, { filter: equalsInteger({ rank: RANK.coupon }) }),
    flag('is_used', 'isUsed', { filter: equalsFlag({ value: true, partial: 'coupon_user_used' }) }),
    revoked,
    instant('created_at', 'createdAt', { order: 'id', filter: createdBetween }),
    instant('used_at', 'usedAt', { list: false, filter: undefined }),
    instant('revoked_at', 'revokedAt', { list: false, filter: instantBetweenWhereAny(REVOKED) }),
    instant('updated_at', 'updatedAt', { list: false, filter: undefined }),
    timeZoneField(text),
    caseField(text),
    historyField(text),
  ],
  sort: { sortBy: 'id', direction: 'desc' },
};
