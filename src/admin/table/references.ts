import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { User } from '../../account/user.entity.js';
import { Coupon } from '../../coupon/coupon.entity.js';
import { Work } from '../../work/work.entity.js';

/** A table that others refer to: its name in the panel, and the property that names its rows for people. */
export type Reference = {
  readonly resource: string;
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly title: string;
};

export const toUser: Reference = { resource: 'users', entity: User, title: 'email' };
export const toWork: Reference = { resource: 'works', entity: Work, title: 'title' };
export const toCoupon: Reference = { resource: 'coupons', entity: Coupon, title: 'name' };
