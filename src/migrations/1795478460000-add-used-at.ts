import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When a coupon was marked as used. Coupons that are marked already get no time: it was never recorded, and
 * `updated_at` would only look like it. Plain SQL, because TypeORM would copy the whole table on SQLite.
 */
export class AddUsedAt1795478460000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const instant = queryRunner.dataSource.options.type === 'postgres' ? 'timestamptz' : 'datetime';
    await queryRunner.query(`ALTER TABLE "coupon_user" ADD COLUMN "used_at" ${instant}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "coupon_user" DROP COLUMN "used_at"');
  }
}
