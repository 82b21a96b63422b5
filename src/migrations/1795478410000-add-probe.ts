import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

export class AddProbe1795478410000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const onPostgres = queryRunner.dataSource.options.type === 'postgres';
    await queryRunner.createTable(
      new Table({
        name: 'probe',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true },
          { name: 'written_at', type: onPostgres ? 'timestamptz' : 'datetime' },
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('probe');
  }
}
