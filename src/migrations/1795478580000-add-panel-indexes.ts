import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the indexes of the panel's lists. The partial indexes cost nothing when a coupon is issued. */
export class AddPanelIndexes1795478580000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const onPostgres = queryRunner.dataSource.options.type === 'postgres';
    if (onPostgres) {
      for (const [table, column, type] of EXACT) {
        await queryRunner.query(`ALTER TABLE "${table}" ALTER COLUMN "${column}" TYPE ${type} COLLATE "C"`);
      }
      await queryRunner.query('DROP INDEX "coupon_user_by_work"');
      await queryRunner.query('CREATE INDEX "coupon_user_by_work" ON "coupon_user" ("work_id", "id")');
    }
    for (const [name, on] of indexes(onPostgres)) await queryRunner.query(`CREATE INDEX "${name}" ON ${on}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const onPostgres = queryRunner.dataSource.options.type === 'postgres';
    for (const [name] of indexes(onPostgres)) await queryRunner.query(`DROP INDEX "${name}"`);
    if (!onPostgres) return;
    await queryRunner.query('DROP INDEX "coupon_user_by_work"');
    await queryRunner.query('CREATE INDEX "coupon_user_by_work" ON "coupon_user" ("work_id")');
    for (const [table, column, type] of EXACT) {
      await queryRunner.query(
        `ALTER TABLE "${table}" ALTER COLUMN "${column}" TYPE ${type} COLLATE pg_catalog."default"`,
      );
    }
  }
}

/** Columns of prefix searches. PostgreSQL uses an index for these only with the collation "C". */
const EXACT = [
  ['coupon_user', 'code', 'varchar(8)'],
  ['user', 'email_key', 'varchar(255)'],
] as const;

/** SQLite needs no `id` at the end of an index, because each of its indexes ends with the row id. */
const indexes = (onPostgres: boolean): (readonly [name: string, on: string])[] => [
  ['coupon_user_by_coupon', `"coupon_user" ("coupon_id"${onPostgres ? ', "id"' : ''})`],
  ['coupon_user_used', '"coupon_user" ("is_used", "id") WHERE "is_used"'],
  ['coupon_user_revoked', '"coupon_user" ("id") WHERE "revoked_at" IS NOT NULL'],
  ['user_admins', '"user" ("is_admin", "id") WHERE "is_admin"'],
  ['user_inactive', '"user" ("is_active", "id") WHERE NOT "is_active"'],
  ['stock_movement_supply', `"stock_movement" ("coupon_id", "delta") WHERE "kind" IN ('opening', 'adjusted')`],
  ['stock_movement_not_issued', `"stock_movement" ("kind", "id") WHERE "kind" <> 'issued'`],
  ['stock_movement_by_user', '"stock_movement" ("by_user_id", "id") WHERE "by_user_id" IS NOT NULL'],
  ['stock_movement_noted', '"stock_movement" ("id") WHERE "note" IS NOT NULL'],
];
