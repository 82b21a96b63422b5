import { instantParameter } from '../../platform/database/columns/instant-column.js';
import { numbered } from '../../platform/database/sql/in-list.js';
import type { Statement } from '../../platform/database/sql/statement.js';
import { SUPPLY } from '../../coupon/stock/stock-movement.entity.js';
import { MAX_COUNT } from '../table/list-statements.js';

/** How many coupons the dashboard shows, in the order of `URGENCY`. */
export const MAX_COUPONS = 20;

/** The order: running, upcoming, paused, sold out, ended, hidden. The two parameters are the current time. */
const URGENCY = `CASE
  WHEN is_hidden THEN 5
  WHEN ends_at IS NOT NULL AND ends_at <= ? THEN 4
  WHEN paused THEN 2
  WHEN starts_at IS NOT NULL AND starts_at > ? THEN 1
  WHEN "count" = 0 THEN 3
  ELSE 0 END`;

/**
 * The first coupons by urgency, with their counts: upcoming coupons by start, ended ones by end, latest first, the others by
 * id, newest first: old coupons that nobody has ended must not hide a new event.
 */
export function couponsStatement(now: Date): Statement {
  const at = instantParameter(now);
  return {
    sql: numbered(`SELECT c.id AS row_id, c.name AS row_name, c."count" AS row_count, c.is_hidden AS row_is_hidden,
        c.starts_at AS row_starts_at, c.ends_at AS row_ends_at, c.time_zone AS row_time_zone, c.paused AS row_paused,
        COALESCE(u.used, 0) AS used, COALESCE(u.revoked, 0) AS revoked,
        (SELECT SUM(delta) FROM stock_movement WHERE coupon_id = c.id AND ${SUPPLY}) AS supply
      FROM (SELECT * FROM (SELECT coupon.*, ${URGENCY} AS urgency FROM coupon) AS ranked ${IN_ORDER} LIMIT ${MAX_COUPONS}) AS c
      LEFT JOIN coupon_usage u ON u.coupon_id = c.id ${IN_ORDER}`),
    parameters: [at, at],
  };
}

const IN_ORDER =
  'ORDER BY urgency, CASE WHEN urgency = 1 THEN starts_at END, CASE WHEN urgency = 4 THEN ends_at END DESC, id DESC';

const counted = (rows: string): string =>
  `(SELECT COUNT(*) FROM (SELECT 1 FROM ${rows} LIMIT ${MAX_COUNT + 1}) AS counted)`;

/**
 * The totals; works, members, inactive members and coupons are counted up to `MAX_COUNT` + 1. Issued coupons that are not
 * revoked are the units put into stock minus the remaining ones. Inactive members are counted apart: they are few, and no
 * row of an active member is read.
 */
export const totalsStatement: Statement = {
  sql: `SELECT ${counted('work WHERE NOT is_hidden')} AS works,
      ${counted('"user"')} AS members, ${counted('"user" WHERE NOT is_active')} AS inactive,
      ${counted('coupon')} AS coupons,
      (SELECT COALESCE(SUM(delta), 0) FROM stock_movement WHERE ${SUPPLY}) - (SELECT COALESCE(SUM("count"), 0) FROM coupon)
        AS issued`,
  parameters: [],
};
