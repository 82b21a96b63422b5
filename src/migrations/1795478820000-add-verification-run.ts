import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

export class AddVerificationRun1795478820000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const onPostgres = queryRunner.dataSource.options.type === 'postgres';
    await queryRunner.createTable(
      new Table({
        name: 'verification_run',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true },
          { name: 'ended_at', type: onPostgres ? 'timestamptz' : 'datetime' },
          { name: 'duration_ms', type: 'integer' },
          { name: 'findings', type: 'text' },
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('verification_run');
  }
}
