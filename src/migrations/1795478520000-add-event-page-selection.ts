import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Adds the selection of the coupon that `/event/` shows. No coupon is selected initially. */
export class AddEventPageSelection1795478520000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        name: 'event_page',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true },
          { name: 'coupon_id', type: 'integer', isNullable: true },
        ],
        checks: [{ name: 'event_page_one_row', expression: '"id" = 1' }],
        foreignKeys: [
          {
            name: 'event_page_coupon',
            columnNames: ['coupon_id'],
            referencedTableName: 'coupon',
            referencedColumnNames: ['id'],
            onDelete: 'SET NULL',
          },
        ],
      }),
    );
    await queryRunner.query(`INSERT INTO "event_page" ("id", "coupon_id") VALUES (1, NULL)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('event_page');
  }
}
