import { readFileSync } from 'node:fs';
import { wholeDatabase, type WholeDatabase } from './builders/whole-database.js';
import { aWork } from './builders/works.js';
import { SECRET_KEY } from './support/crowd.js';
import { member } from './support/members.js';
import { columnsOf, contentsOf, move, tablesOf, type MoveResult } from './support/moved-database.js';
import { onPostgres } from './support/on-each-database.js';
import { operator } from './support/panel-client.js';
import { startServer, type RunningServer } from './support/server.js';
import type { SqliteDatabase } from './support/sqlite-database.js';
import { copyOf, countOf, emptyDatabase, type TestDatabase } from './support/test-database.js';
import { verification } from './support/verification.js';

/**
 * With the reason for which nothing is lost: each database has a record of its own migrations; the probe and the result of
 * a verification are no data.
 */
const NOT_MOVED = ['migrations', 'probe', 'verification_run'];

/** Counts that several processes share. */
const ON_POSTGRES_ONLY = ['live_sample', 'login_attempt', 'recent_login', 'request_count'];

const name = 'npm run db:move';
onPostgres(name, moving);

function moving(): void {
  let whole: WholeDatabase;
  let source: SqliteDatabase;
  let target: TestDatabase;
  let preview: MoveResult;
  let result: MoveResult;
  let server: RunningServer;

  beforeAll(async () => {
    whole = await wholeDatabase();
    source = (await copyOf(whole.database)) as SqliteDatabase;
    target = await emptyDatabase('postgres');
  });

  it('writes nothing without --write', async () => {
    const before = readFileSync(source.file);
    preview = await move(source.file, target.url, []);
    expect([preview.code, preview.output]).toEqual([0, expect.stringContaining('미리 보기만 했습니다.')]);
    expect(await tablesOf(target)).toEqual([]);
    expect(readFileSync(source.file).equals(before)).toBe(true);
  });

  it('moves all rows of all tables, and adds a line to the history', async () => {
    result = await move(source.file, target.url);
    expect([result.code, result.output]).toEqual([0, expect.stringContaining('✓ 이상 없음')]);
    const tables = await columnsOf(target);
    expect(Object.keys(tables).sort()).toEqual([...(await tablesOf(whole.database)), ...ON_POSTGRES_ONLY].sort());
    const columns = Object.fromEntries(Object.entries(tables).filter(([name]) => !ON_POSTGRES_ONLY.includes(name)));
    const [original, copy] = [await contentsOf(whole.database, columns), await contentsOf(target, columns)];
    for (const table of NOT_MOVED) [original, copy].forEach((contents) => delete contents[table]);
    for (const [table, rows] of Object.entries(original)) expect([table, rows.length]).not.toEqual([table, 0]);
    const moved = copy['audit_entry']!.filter(({ action }) => action === 'move-database');
    const rows = Object.values(original).reduce((sum, { length }) => sum + length, 0);
    expect(moved).toMatchObject([{ actor: 'npm run db:move', changes: JSON.stringify({ rows: [null, rows] }) }]);
    copy['audit_entry'] = copy['audit_entry']!.filter((row) => !moved.includes(row));
    expect(copy).toEqual(original);
  });

  it('leaves the source as it was', () => {
    expect(readFileSync(source.file).equals(readFileSync(whole.database.file))).toBe(true);
  });

  it('names every table of the schema, with its rows or with the reason why it stays', async () => {
    for (const { output } of [preview, result])
      for (const table of await tablesOf(whole.database)) {
        const line = NOT_MOVED.includes(table)
          ? new RegExp(`^  ${table}: (PostgreSQL에는|상태 확인|점검 결과)`, 'm')
          : new RegExp(`^  ${table} +${await countOf(whole.database, table)}행$`, 'm');
        expect(output).toMatch(line);
      }
  });

  describe('makes a database on which the service', () => {
    beforeAll(async () => {
      server = await startServer({ database: target, env: { SECRET_KEY } });
    });

    it('knows who is logged in, and shows the same codes', async () => {
      const original = await startServer({ database: await copyOf(whole.database), env: { SECRET_KEY } });
      for (const holder of whole.holders) {
        const [before, after] = [
          await holder.at(original).get('/couponuser/'),
          await holder.at(server).get('/couponuser/'),
        ];
        expect([after.status, after.json()]).toEqual([200, before.json()]);
        expect(after.json()).not.toHaveLength(0);
      }
      await original.stop();
    });

    it('issues the next coupon, once', async () => {
      const [holder] = whole.holders;
      const press = { coupon: whole.coupon, work: whole.works[2] };
      const lastId = await largestId('coupon_user');
      const issued = await holder!.at(server).post('/couponuser/', press);
      expect([issued.status, issued.json<{ id: number }>().id]).toEqual([201, lastId + 1]);
      expect((await holder!.at(server).post('/couponuser/', press)).json()).toMatchObject({ code: 'ALREADY_ISSUED' });
    });

    it('accepts new members, and their presses', async () => {
      const client = await member(server);
      expect((await client.post('/couponuser/', { coupon: whole.coupon, work: whole.works[0] })).status).toBe(201);
    });

    it('never gives an id again, not even one that was deleted', async () => {
      expect(await aWork(target)).toBe(whole.deletedWork + 1);
    });

    it('counts changes of works again', async () => {
      const revision = async (): Promise<unknown> => (await target.rows('SELECT "revision" FROM "work_revision"'))[0];
      const before = (await revision()) as { revision: number };
      await aWork(target);
      expect(await revision()).toEqual({ revision: before.revision + 1 });
    });

    it('shows the same coupon on the event page, and adjusts its stock', async () => {
      expect((await server.client().get('/event/')).text).toContain(`name="coupon" value="${whole.coupon}"`);
      const panel = await operator(server);
      const before = Number((await panel.row('coupons', whole.coupon)).params['count']);
      await panel.act('coupons', whole.coupon, 'adjustStock', {
        delta: '3',
        reason: 'x',
        request_key: 'after-the-move',
      });
      // The key was used before the move, so this is a repetition.
      await panel.act('coupons', whole.coupon, 'adjustStock', {
        delta: '7',
        reason: '추가 "7" 😀',
        request_key: 'adjusted-once',
      });
      expect((await panel.row('coupons', whole.coupon)).params['count']).toBe(before + 3);
    });

    it('has nothing that npm run verify finds', async () => {
      expect(await verification(target)).toEqual({ code: 0, found: [] });
    });
  });

  const largestId = async (table: string): Promise<number> =>
    (await target.rows<{ id: number }>(`SELECT max("id") AS "id" FROM "${table}"`))[0]!.id;
}
