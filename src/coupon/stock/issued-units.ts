import type { Statement } from '../../platform/database/sql/statement.js';

/**
 * For PostgreSQL: extends an INSERT so that the same statement also removes as many units from the stock as rows went in,
 * and writes them to the ledger. One statement can be sent together with COMMIT.
 * @param insert returns `created_at` and further columns of each issued coupon
 * @returns a statement with the same rows, and the stock that remains as `remaining`
 */
export function withIssuedUnits(insert: Statement, couponId: number): Statement {
  const id = `$${insert.parameters.length + 1}`;
  return {
    sql: `WITH issued AS (${insert.sql}),
          units AS (SELECT count(*)::int AS number, max(created_at) AS at FROM issued),
          moved AS (UPDATE "coupon" SET "count" = "count" - number, "updated_at" = at
            FROM units WHERE "coupon"."id" = ${id} AND number > 0 RETURNING "count"),
          recorded AS (INSERT INTO "stock_movement" ("coupon_id", "kind", "delta", "created_at")
            SELECT ${id}::int, 'issued', -number, at FROM units WHERE number > 0)
          SELECT issued.*, (SELECT "count" FROM moved) AS remaining FROM issued`,
    parameters: [...insert.parameters, couponId],
  };
}
