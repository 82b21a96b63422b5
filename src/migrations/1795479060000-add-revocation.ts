import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

const SUPPLY = 'stock_movement_supply';

/**
 * Adds the revocations of all unused coupons that match a filter, and for each issued coupon whether its unit was withdrawn.
 * Plain SQL for the column, because TypeORM would copy the whole table on SQLite.
 */
export class AddRevocation1795479060000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const onPostgres = queryRunner.dataSource.options.type === 'postgres';
    await queryRunner.createTable(revocation(onPostgres));
    const no = onPostgres ? 'FALSE' : '(0)';
    await queryRunner.query(`ALTER TABLE "coupon_user" ADD COLUMN "unit_withdrawn" boolean NOT NULL DEFAULT ${no}`);
    await indexSupply(queryRunner, `'opening', 'adjusted', 'withdrawn'`);
  }

  /** The earlier release knows neither of the new kinds: the units of revoked coupons are adjusted, restored ones are as never returned. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await indexSupply(queryRunner, `'opening', 'adjusted'`);
    await queryRunner.query(`UPDATE "stock_movement" SET "kind" = 'adjusted' WHERE "kind" = 'withdrawn'`);
    await queryRunner.query(`UPDATE "stock_movement" SET "kind" = 'returned' WHERE "kind" = 'restored'`);
    await queryRunner.query('ALTER TABLE "coupon_user" DROP COLUMN "unit_withdrawn"');
    await queryRunner.dropTable('revocation');
  }
}

async function indexSupply(queryRunner: QueryRunner, kinds: string): Promise<void> {
  await queryRunner.query(`DROP INDEX "${SUPPLY}"`);
  await queryRunner.query(
    `CREATE INDEX "${SUPPLY}" ON "stock_movement" ("coupon_id", "delta") WHERE "kind" IN (${kinds})`,
  );
}

const revocation = (onPostgres: boolean): Table => {
  const text = (name: string, length: number, more = {}): TableColumnOptions => ({
    name,
    type: 'varchar',
    length: `${length}`,
    ...more,
  });
  const instant = (name: string, more = {}): TableColumnOptions => ({
    name,
    type: onPostgres ? 'timestamptz' : 'datetime',
    ...more,
  });
  const integer = (name: string, more = {}): TableColumnOptions => ({ name, type: 'integer', ...more });
  const optional = { isNullable: true };
  return new Table({
    name: 'revocation',
    columns: [
      integer('id', { isPrimary: true, isGenerated: true, generationStrategy: 'increment' }),
      text('request_key', 64, optional),
      integer('actor_id', optional),
      text('actor', 255),
      text('address', 45, optional),
      text('reason', 200),
      { name: 'filters', type: 'text' },
      { name: 'returns_units', type: 'boolean' },
      integer('first_id'),
      integer('last_id'),
      integer('expected', optional),
      text('state', 16),
      integer('after_id'),
      integer('revoked', { default: 0 }),
      integer('untouched', { default: 0 }),
      text('worker', 36, optional),
      instant('leased_until', optional),
      instant('created_at'),
      instant('ended_at', optional),
    ],
    indices: [
      { name: 'revocation_running', columnNames: ['state'], isUnique: true, where: `"state" = 'running'` },
      {
        name: 'revocation_request',
        columnNames: ['request_key'],
        isUnique: true,
        where: '"request_key" IS NOT NULL',
      },
    ],
  });
};
