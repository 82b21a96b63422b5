import { Table, TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';

export class AddEventHoursAndStockLedger1795392000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const onPostgres = queryRunner.dataSource.options.type === 'postgres';
    await queryRunner.addColumns('coupon', eventHours(onPostgres));
    await queryRunner.createTable(ledger(onPostgres));
    // Reconstructs the time before the ledger with up to three rows for each coupon: the opening stock, the total of
    // issued units, and the total of returned (revoked) units.
    const rows = `FROM "coupon_user" i WHERE i."coupon_id" = c."id"`;
    const issued = `(SELECT count(*) ${rows})`;
    const returned = `(SELECT count(i."revoked_at") ${rows})`;
    const columns = `"stock_movement"("coupon_id", "kind", "delta", "note", "created_at")`;
    const note = `'before the ledger'`;
    await queryRunner.query(
      `INSERT INTO ${columns} SELECT c."id", 'opening', c."count" + ${issued} - ${returned}, ${note}, c."created_at"
       FROM "coupon" c`,
    );
    await queryRunner.query(
      `INSERT INTO ${columns} SELECT c."id", 'issued', -${issued}, ${note}, c."updated_at" FROM "coupon" c
       WHERE ${issued} > 0`,
    );
    await queryRunner.query(
      `INSERT INTO ${columns} SELECT c."id", 'returned', ${returned}, ${note}, (SELECT max(i."revoked_at") ${rows})
       FROM "coupon" c WHERE ${returned} > 0`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('stock_movement');
    await queryRunner.dropColumns('coupon', ['starts_at', 'ends_at', 'time_zone', 'paused']);
  }
}

const instantType = (onPostgres: boolean): string => (onPostgres ? 'timestamptz' : 'datetime');

const eventHours = (onPostgres: boolean): TableColumn[] => [
  new TableColumn({ name: 'starts_at', type: instantType(onPostgres), isNullable: true }),
  new TableColumn({ name: 'ends_at', type: instantType(onPostgres), isNullable: true }),
  new TableColumn({ name: 'time_zone', type: 'varchar', length: '64', default: `'Asia/Seoul'` }),
  new TableColumn({ name: 'paused', type: 'boolean', default: onPostgres ? false : 0 }),
];

const ledger = (onPostgres: boolean): Table =>
  new Table({
    name: 'stock_movement',
    columns: [
      { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
      { name: 'coupon_id', type: 'integer' },
      { name: 'kind', type: 'varchar', length: '16' },
      { name: 'delta', type: 'integer' },
      { name: 'by_user_id', type: 'integer', isNullable: true },
      { name: 'note', type: 'varchar', length: '200', isNullable: true },
      { name: 'created_at', type: instantType(onPostgres) },
    ],
    indices: [{ name: 'stock_movement_by_coupon', columnNames: ['coupon_id', 'id'] }],
    foreignKeys: [
      {
        name: 'stock_movement_coupon',
        columnNames: ['coupon_id'],
        referencedTableName: 'coupon',
        referencedColumnNames: ['id'],
        onDelete: 'CASCADE',
      },
      {
        name: 'stock_movement_user',
        columnNames: ['by_user_id'],
        referencedTableName: 'user',
        referencedColumnNames: ['id'],
        onDelete: 'RESTRICT',
      },
    ],
  });
