import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The first version of the ledger contained neither the issue nor the return of coupons that were revoked before. This
 * migration adds both movements. Their sum is zero, so the stock does not change.
 *
 * A coupon is corrected only if it lacks as many issued as returned units. `npm run verify` reports any other difference.
 */
export class RecordCouponsRevokedBeforeLedger1795478400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      INSERT INTO "stock_movement"("coupon_id", "kind", "delta", "note", "created_at")
      SELECT gap."coupon_id", side."kind", side."sign" * gap."issued", 'before the ledger', gap."at"
      FROM (
        SELECT i."coupon_id", i."issued" - m."issued" AS "issued", i."revoked" - m."returned" AS "returned", i."at"
        FROM (
          SELECT "coupon_id", count(*) AS "issued", count("revoked_at") AS "revoked", min("revoked_at") AS "at"
          FROM "coupon_user" GROUP BY "coupon_id"
        ) i JOIN (
          SELECT "coupon_id",
            sum(CASE WHEN "kind" = 'issued' THEN -"delta" ELSE 0 END) AS "issued",
            sum(CASE WHEN "kind" = 'returned' THEN "delta" ELSE 0 END) AS "returned"
          FROM "stock_movement" GROUP BY "coupon_id"
          HAVING count(CASE WHEN "kind" = 'opening' AND "note" = 'before the ledger' THEN 1 END) > 0
        ) m ON m."coupon_id" = i."coupon_id"
      ) gap
      CROSS JOIN (SELECT 'issued' AS "kind", -1 AS "sign" UNION ALL SELECT 'returned', 1) side
      WHERE gap."issued" = gap."returned" AND gap."issued" > 0
      ORDER BY gap."coupon_id", side."sign"`);
  }

  async down(): Promise<void> {
    // The added movements are correct in the older version, too.
  }
}
