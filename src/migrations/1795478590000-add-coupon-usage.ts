import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

export class AddCouponUsage1795478590000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        name: 'coupon_usage',
        columns: [
          { name: 'coupon_id', type: 'integer', isPrimary: true },
          { name: 'used', type: 'integer', default: 0 },
          { name: 'revoked', type: 'integer', default: 0 },
        ],
        foreignKeys: [
          {
            name: 'coupon_usage_coupon',
            columnNames: ['coupon_id'],
            referencedTableName: 'coupon',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ],
      }),
    );
    await queryRunner.query(
      `INSERT INTO "coupon_usage" ("coupon_id", "used", "revoked")
       SELECT "coupon_id", SUM(CASE WHEN "revoked_at" IS NULL THEN 1 ELSE 0 END), COUNT("revoked_at")
       FROM "coupon_user" WHERE "is_used" OR "revoked_at" IS NOT NULL GROUP BY "coupon_id"`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('coupon_usage');
  }
}
