import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds the time when a coupon was marked as used. It stays empty for coupons marked before, because the time was not
 * recorded and `updated_at` may be a different time. Plain SQL, because TypeORM would copy the whole table on SQLite.
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
