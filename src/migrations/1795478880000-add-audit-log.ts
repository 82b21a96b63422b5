import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class AddAuditLog1795478880000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const onPostgres = queryRunner.dataSource.options.type === 'postgres';
    await queryRunner.createTable(auditEntry(onPostgres));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('audit_entry');
  }
}

const auditEntry = (onPostgres: boolean): Table => {
  const text = (name: string, length: number, more = {}): TableColumnOptions => ({
    name,
    type: 'varchar',
    length: `${length}`,
    ...more,
  });
  const exact = onPostgres ? { collation: 'C' } : {};
  const optional = { isNullable: true };
  return new Table({
    name: 'audit_entry',
    columns: [
      { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
      { name: 'created_at', type: onPostgres ? 'timestamptz' : 'datetime' },
      { name: 'actor_id', type: 'integer', ...optional },
      text('actor', 255, exact),
      text('address', 45, optional),
      text('action', 32, exact),
      text('target_kind', 16),
      { name: 'target_id', type: 'integer', ...optional },
      text('target', 255, optional),
      { name: 'changes', type: 'text', ...optional },
      text('reason', 200, optional),
    ],
    indices: [
      { name: 'audit_entry_by_target', columnNames: ['target_id', 'id'] },
      { name: 'audit_entry_by_actor', columnNames: ['actor', 'id'] },
      { name: 'audit_entry_by_action', columnNames: ['action', 'id'] },
    ],
  });
};
