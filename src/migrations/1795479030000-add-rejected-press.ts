import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

export class AddRejectedPress1795479030000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const onPostgres = queryRunner.dataSource.options.type === 'postgres';
    const instant = onPostgres ? 'timestamptz' : 'datetime';
    await queryRunner.createTable(
      new Table({
        name: 'rejected_press',
        columns: [
          { name: 'user_id', type: 'integer', isPrimary: true },
          { name: 'coupon_id', type: 'integer', isPrimary: true },
          { name: 'work_id', type: 'integer', isPrimary: true },
          { name: 'presses', type: 'integer' },
          { name: 'first_at', type: instant },
          { name: 'last_at', type: instant },
          { name: 'last_reason', type: 'varchar', length: '32', ...(onPostgres && { collation: 'C' }) },
        ],
        indices: [{ name: 'rejected_press_by_time', columnNames: ['last_at'] }],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('rejected_press');
  }
}
