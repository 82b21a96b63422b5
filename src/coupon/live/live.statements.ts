import { numbered } from '../../platform/database/sql/in-list.js';
import type { Statement } from '../../platform/database/sql/statement.js';
import { SUPPLY } from '../stock/stock-movement.entity.js';

/** A coupon, its stored counters and the units that were ever put into its stock. Reads no issued coupon. */
export const liveCoupon = (couponId: number): Statement => ({
  sql: numbered(`SELECT c.*, COALESCE(u.used, 0) AS used, COALESCE(u.revoked, 0) AS revoked,
      (SELECT COALESCE(SUM(delta), 0) FROM stock_movement WHERE coupon_id = c.id AND ${SUPPLY}) AS supply
    FROM coupon c LEFT JOIN coupon_usage u ON u.coupon_id = c.id WHERE c.id = ?`),
  parameters: [couponId],
});
