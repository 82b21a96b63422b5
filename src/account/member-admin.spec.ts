import { DataSource } from 'typeorm';
import { User } from './user.entity.js';
import { EntitySql } from '../platform/database/sql/entity-sql.js';

describe('Statements about members', () => {
  let dataSource: DataSource;
  let sql: EntitySql;

  beforeAll(async () => {
    dataSource = new DataSource({ type: 'better-sqlite3', database: ':memory:', entities: [User], synchronize: true });
    await dataSource.initialize();
    sql = new EntitySql(dataSource);
  });
  afterAll(() => dataSource.destroy());

  it('finds the few admins among many members by their index', async () => {
    const { sql: text, parameters } = sql.select(User, { isAdmin: true, isActive: true }, true);
    expect(parameters).toEqual([]);
    const plan = await dataSource.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${text}`);
    expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('USING INDEX user_admins')]);
  });

  it('keeps statements for true, for false and for other values apart', () => {
    const wanted = [{ isAdmin: true }, { isAdmin: false }, { isAdmin: true, id: 7 }, { id: 7, isAdmin: false }];
    const statements = wanted.map((where) => sql.select(User, where, false));
    expect(new Set(statements.map((one) => one.sql)).size).toBe(4);
    expect(statements.map(({ parameters }) => parameters)).toEqual([[], [], [7], [7]]);
    for (const [place, { sql: text }] of statements.entries()) {
      expect(text.includes('NOT "row"."is_admin"')).toBe(wanted[place]!.isAdmin === false);
    }
  });
});
