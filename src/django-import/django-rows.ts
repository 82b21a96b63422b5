import type { ImportedMember } from '../account/imported-members.service.js';
import type { ImportedCoupon, ImportedIssuedCoupon } from '../coupon/imported-coupons.service.js';
import type { ImportedWork } from '../work/imported-works.service.js';
import type { RowReader } from './row-reader.js';

// What each column of the original becomes.

export const memberOf = (row: RowReader): ImportedMember => ({
  id: row.id('id'),
  email: row.text('email'),
  password: row.text('password'),
  isAdmin: row.flag('is_admin'),
  isActive: row.flag('is_active'),
  ...row.instants(),
});

export const workOf = (row: RowReader): ImportedWork => ({
  id: row.id('id'),
  title: row.text('title'),
  ...row.instants(),
});

export const couponOf = (row: RowReader): ImportedCoupon => ({
  id: row.id('id'),
  name: row.text('name'),
  discountAmount: row.number('discount_amount'),
  discountRate: row.number('discount_rate'),
  count: row.number('count'),
  ...row.instants(),
});

export const issuedOf = (row: RowReader): ImportedIssuedCoupon => ({
  id: row.id('id'),
  couponId: row.id('coupon_id'),
  userId: row.id('user_id'),
  workId: row.id('work_id'),
  code: row.text('code'),
  isUsed: row.flag('is_used'),
  ...row.instants(),
});
