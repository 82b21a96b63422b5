import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { User } from '../../account/user.entity.js';
import { Coupon } from '../../coupon/coupon.entity.js';
import { Work } from '../../work/work.entity.js';

/** A table to which others refer: its resource in the panel, and the property with the title of its rows. */
export type Reference = {
  readonly resource: string;
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly title: string;
};

export const toUser: Reference = { resource: 'users', entity: User, title: 'email' };
export const toWork: Reference = { resource: 'works', entity: Work, title: 'title' };
export const toCoupon: Reference = { resource: 'coupons', entity: Coupon, title: 'name' };
