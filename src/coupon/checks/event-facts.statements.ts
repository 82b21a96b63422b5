import { numbered } from '../../platform/database/sql/in-list.js';
import type { Statement } from '../../platform/database/sql/statement.js';
import { DEMONSTRATION_KEY, PUT_INTO_STOCK, SUPPLY } from '../stock/stock-movement.entity.js';
import { MAX_MEMBERS, MAX_OTHERS } from './event-facts.js';

/** All columns of a coupon, what was put into its stock, that without the units withdrawn later, and how many were revoked. */
const COUPONS = `SELECT c.*, COALESCE(u."revoked", 0) AS "revoked",
    (SELECT SUM("delta") FROM "stock_movement" WHERE "coupon_id" = c."id" AND ${PUT_INTO_STOCK}) AS "put",
    (SELECT SUM("delta") FROM "stock_movement" WHERE "coupon_id" = c."id" AND ${SUPPLY}) AS "kept"
  FROM "coupon" c LEFT JOIN "coupon_usage" u ON u."coupon_id" = c."id"`;

const EVENT = numbered(`${COUPONS} WHERE c."id" = ?`);
const OTHERS = numbered(`${COUPONS} WHERE c."id" <> ? ORDER BY c."id" DESC LIMIT ${MAX_OTHERS}`);
const SUPPLIES = numbered(`SELECT "delta" FROM "stock_movement" WHERE "coupon_id" = ? AND ${PUT_INTO_STOCK}`);

const COUNTS = numbered(`SELECT
    (SELECT COUNT(*) FROM (SELECT 1 FROM "user" LIMIT ${MAX_MEMBERS}) AS counted) AS "members",
    (SELECT COUNT(*) FROM "work" WHERE NOT "is_hidden") AS "works",
    (SELECT c."id" FROM "stock_movement" m JOIN "coupon" c ON c."id" = m."coupon_id"
      WHERE m."request_key" = ? AND NOT c."is_hidden") AS "demonstration"`);

/**
 * Reads the facts about a coupon: its row, the rows of other coupons, the units put into its stock, and counts. No issued
 * coupon is read: the ledger and the stored counters say how many there are.
 */
export const factsStatements = (couponId: number): readonly Statement[] => [
  { sql: EVENT, parameters: [couponId] },
  { sql: OTHERS, parameters: [couponId] },
  { sql: SUPPLIES, parameters: [couponId] },
  { sql: COUNTS, parameters: [DEMONSTRATION_KEY] },
];
