import { DataSource } from 'typeorm';
import { User } from './user.entity.js';
import { EntitySql } from '../platform/database/sql/entity-sql.js';

describe('SELECT statements for members', () => {
  let dataSource: DataSource;
  let sql: EntitySql;

  beforeAll(async () => {
    dataSource = new DataSource({ type: 'better-sqlite3', database: ':memory:', entities: [User], synchronize: true });
    await dataSource.initialize();
    sql = new EntitySql(dataSource);
  });
  afterAll(() => dataSource.destroy());

  it('use the partial index of admins', async () => {
    const { sql: text, parameters } = sql.select(User, { isAdmin: true, isActive: true }, true);
    expect(parameters).toEqual([]);
    const plan = await dataSource.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${text}`);
    expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('USING INDEX user_admins')]);
  });

  it('have different SQL for true, for false and for other values', () => {
    const conditions = [{ isAdmin: true }, { isAdmin: false }, { isAdmin: true, id: 7 }, { id: 7, isAdmin: false }];
    const statements = conditions.map((where) => sql.select(User, where, false));
    expect(new Set(statements.map((statement) => statement.sql)).size).toBe(4);
    expect(statements.map(({ parameters }) => parameters)).toEqual([[], [], [7], [7]]);
    for (const [index, { sql: text }] of statements.entries()) {
      expect(text.includes('NOT "row"."is_admin"')).toBe(conditions[index]!.isAdmin === false);
    }
  });
});
