import { inList, listParameter, numbered } from '../../platform/database/sql/in-list.js';
import type { Statement } from '../../platform/database/sql/statement.js';

export const MAX_COUPONS = 100;
export const MAX_REJECTIONS = 50;
export const MAX_ACTS = 20;

/** Logins of an operator are acts on the operator's account, and may be many. */
const MAX_ACTS_READ = 500;

const MEMBER = numbered('SELECT id, email, is_active, is_admin, role, created_at FROM "user" WHERE id = ?');

const SEARCHED_FIRST = 'ORDER BY CASE WHEN id = ? THEN 0 ELSE 1 END, id DESC';

/** MATERIALIZED: PostgreSQL could read all issued coupons from the newest on, until it has enough of this member. */
const COUPONS = numbered(`WITH held AS MATERIALIZED (SELECT * FROM coupon_user WHERE user_id = ?)
  SELECT h.id, h.code, h.is_used, h.used_at, h.revoked_at, h.created_at,
    h.coupon_id, c.name AS coupon_title, c.is_hidden AS coupon_is_hidden,
    h.work_id, w.title AS work_title, w.is_hidden AS work_is_hidden
  FROM (SELECT * FROM held ${SEARCHED_FIRST} LIMIT ${MAX_COUPONS + 1}) AS h
  LEFT JOIN coupon c ON c.id = h.coupon_id LEFT JOIN work w ON w.id = h.work_id
  ${SEARCHED_FIRST.replaceAll('id ', 'h.id ')}`);

/** `moved_at`: the latest change of the stock. If the stock is 0, it has been 0 since then. */
const REJECTIONS = numbered(`WITH pressed AS MATERIALIZED (SELECT * FROM rejected_press WHERE user_id = ?)
  SELECT p.presses, p.first_at, p.last_at, p.last_reason,
    p.coupon_id, c.name AS coupon_title, c.is_hidden AS coupon_is_hidden, c.time_zone, c."count" AS remaining,
    (SELECT m.created_at FROM stock_movement m WHERE m.coupon_id = p.coupon_id ORDER BY m.id DESC LIMIT 1) AS moved_at,
    p.work_id, w.title AS work_title, w.is_hidden AS work_is_hidden
  FROM (SELECT * FROM pressed ORDER BY last_at DESC, coupon_id, work_id LIMIT ${MAX_REJECTIONS + 1}) AS p
  LEFT JOIN coupon c ON c.id = p.coupon_id LEFT JOIN work w ON w.id = p.work_id
  ORDER BY p.last_at DESC, p.coupon_id, p.work_id`);

const ACT = 'id, created_at, actor, action, target_kind, target_id, changes, reason';
const NEWEST = `ORDER BY id DESC LIMIT ${MAX_ACTS + 1}`;

/** Not the searches themselves: they would soon hide the changes. */
const MEMBER_ACTS = numbered(`SELECT ${ACT} FROM (
    SELECT * FROM audit_entry WHERE target_id = ? ORDER BY id DESC LIMIT ${MAX_ACTS_READ}) AS acts
  WHERE target_kind = 'member' AND action <> 'case' ${NEWEST}`);
const COUPON_ACTS = `WITH acts AS MATERIALIZED (SELECT * FROM audit_entry WHERE ${inList('target_id')})
  SELECT ${ACT} FROM acts WHERE target_kind = 'issued-coupon' ${NEWEST}`;

export const memberStatement = (id: number): Statement => ({ sql: MEMBER, parameters: [id] });

/** @param searched the issued coupon that is listed first, if the member holds it */
export const couponsStatement = (userId: number, searched: number): Statement => ({
  sql: COUPONS,
  parameters: [userId, searched, searched],
});

export const rejectionsStatement = (userId: number): Statement => ({ sql: REJECTIONS, parameters: [userId] });

export const memberActsStatement = (userId: number): Statement => ({ sql: MEMBER_ACTS, parameters: [userId] });

export const couponActsStatement = (ids: readonly number[]): Statement => ({
  sql: COUPON_ACTS,
  parameters: [listParameter(ids)],
});
