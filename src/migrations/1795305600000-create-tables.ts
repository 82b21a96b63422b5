import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class CreateTables1795305600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const onPostgres = queryRunner.dataSource.options.type === 'postgres';
    for (const table of tables(onPostgres)) await queryRunner.createTable(table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of ['session', 'coupon_user', 'coupon', 'work', 'user']) await queryRunner.dropTable(name);
  }
}

const tables = (onPostgres: boolean): Table[] => {
  const instant = onPostgres ? 'timestamptz' : 'datetime';
  const integer = (name: string, more = {}): TableColumnOptions => ({ name, type: 'integer', ...more });
  const text = (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: `${length}` });
  const flag = (name: string, value: boolean): TableColumnOptions => ({
    name,
    type: 'boolean',
    default: onPostgres ? value : Number(value),
  });
  const id = integer('id', { isPrimary: true, isGenerated: true, generationStrategy: 'increment' });
  const instants = [
    { name: 'created_at', type: instant },
    { name: 'updated_at', type: instant },
  ];
  const parent = (
    name: string,
  ): {
    name: string;
    columnNames: string[];
    referencedTableName: string;
    referencedColumnNames: string[];
    onDelete: string;
  } => ({
    name: `coupon_user_${name}`,
    columnNames: [`${name}_id`],
    referencedTableName: name,
    referencedColumnNames: ['id'],
    onDelete: 'RESTRICT',
  });
  return [
    new Table({
      name: 'user',
      columns: [
        id,
        text('email', 255),
        text('email_key', 255),
        text('password', 255),
        flag('is_admin', false),
        flag('is_active', true),
        integer('session_epoch', { default: 0 }),
        ...instants,
      ],
      uniques: [
        { name: 'user_email', columnNames: ['email'] },
        { name: 'user_email_key', columnNames: ['email_key'] },
      ],
    }),
    new Table({
      name: 'work',
      columns: [id, text('title', 100), flag('is_hidden', false), ...instants],
      uniques: [{ name: 'work_title', columnNames: ['title'] }],
    }),
    new Table({
      name: 'coupon',
      columns: [
        id,
        text('name', 100),
        integer('discount_amount'),
        integer('discount_rate'),
        integer('count'),
        flag('is_hidden', false),
        ...instants,
      ],
      checks: ['discount_amount', 'discount_rate', 'count'].map((name) => ({
        name: `coupon_${name}`,
        expression: `"${name}" >= 0`,
      })),
    }),
    new Table({
      name: 'coupon_user',
      columns: [
        id,
        integer('coupon_id'),
        integer('user_id'),
        integer('work_id'),
        text('code', 8),
        flag('is_used', false),
        { name: 'revoked_at', type: instant, isNullable: true },
        ...instants,
      ],
      // `user_id` is first, so that the index also serves the query for a member's coupons at every press and page view.
      uniques: [
        { name: 'coupon_user_once', columnNames: ['user_id', 'coupon_id', 'work_id'] },
        { name: 'coupon_user_code', columnNames: ['code'] },
      ],
      indices: [{ name: 'coupon_user_by_work', columnNames: ['work_id'] }],
      foreignKeys: ['coupon', 'user', 'work'].map(parent),
    }),
    new Table({
      name: 'session',
      columns: [
        { ...text('id', 64), isPrimary: true },
        { name: 'data', type: 'text' },
        { name: 'expires_at', type: instant },
      ],
      indices: [{ name: 'session_expires_at', columnNames: ['expires_at'] }],
    }),
  ];
};
