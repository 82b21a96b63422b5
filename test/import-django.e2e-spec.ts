import { existsSync } from 'node:fs';
import { KIM, LEE, NEW_YEAR, NOON, originalFile, PASSWORD, ROWS } from './builders/original-file.js';
import { importing } from './support/importing.js';
import { logIn, newEmail, signUp } from './support/members.js';
import { migrated } from './support/migrations.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer } from './support/server.js';
import { countOf, emptyDatabase, insertRow, type Row, type TestDatabase } from './support/test-database.js';
import { verification } from './support/verification.js';

const NEVER_REVOKED = { revoked_at: null, unit_withdrawn: false };

const TABLES = ['user', 'work', 'coupon', 'coupon_user', 'stock_movement', 'coupon_usage'];

onEachDatabase('npm run import:django', (kind) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await emptyDatabase(kind);
  });

  /** The rows of a table with flags and instants in one form for both databases. */
  async function rowsOf(table: string): Promise<Row[]> {
    const order = table === 'coupon_usage' ? 'coupon_id' : 'id';
    const rows = await database.rows(`SELECT * FROM "${table}" ORDER BY "${order}"`);
    return rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(name, value)])),
    );
  }

  const countsNow = async (): Promise<number[]> => {
    const counts: number[] = [];
    for (const table of TABLES) counts.push(await countOf(database, table));
    return counts;
  };

  it('takes over every row with its id, and reads instants as wall clock times of Seoul', async () => {
    const result = await importing(database, originalFile(), '--write');
    expect(result).toEqual({ code: 0, output: expect.stringContaining('발급된 쿠폰 3 (사용됨 1)') as string });
    const at = { created_at: NOON.iso, updated_at: NEW_YEAR.iso };
    const of = (table: string): Row[] => ROWS[table]!.map((row) => ({ ...row, ...at }));
    expect(await rowsOf('user')).toEqual(
      of('user').map((row) => ({
        ...row,
        ...{ is_admin: row['is_admin'] === 1, is_active: row['is_active'] === 1, session_epoch: 0 },
        role: row['is_admin'] === 1 ? 'owner' : null,
        email_key: String(row['email']).toLowerCase(),
      })),
    );
    expect(await rowsOf('work')).toEqual(
      of('work').map((row) => ({ ...row, title: String(row['title']).trim(), is_hidden: false })),
    );
    const open = { is_hidden: false, starts_at: null, ends_at: null, time_zone: 'Asia/Seoul', paused: false };
    expect(await rowsOf('coupon')).toEqual(of('coupon').map((row) => ({ ...row, ...open })));
    expect(await rowsOf('coupon_user')).toEqual(
      of('coupon_user').map((row) => ({ ...row, ...NEVER_REVOKED, is_used: row['is_used'] === 1, used_at: null })),
    );
  });

  it('writes a ledger that npm run verify finds correct', async () => {
    await importing(database, originalFile(), '--write');
    const movement = { by_user_id: null, note: 'before the ledger', request_key: null };
    expect(await rowsOf('stock_movement')).toMatchObject([
      { coupon_id: 1, kind: 'opening', delta: 10, created_at: NOON.iso, ...movement },
      { coupon_id: 1, kind: 'issued', delta: -3, created_at: NEW_YEAR.iso, ...movement },
      { coupon_id: 4, kind: 'opening', delta: 0, created_at: NOON.iso, ...movement },
    ]);
    const counts = { user: [null, 3], work: [null, 2], coupon: [null, 2], coupon_user: [null, 3] };
    const [line] = await database.rows<{ actor: string; action: string; changes: string }>(
      'SELECT * FROM "audit_entry"',
    );
    expect(line).toMatchObject({ actor: 'npm run import:django', action: 'import-database' });
    expect(JSON.parse(line!.changes)).toEqual(counts);
    expect(await rowsOf('coupon_usage')).toEqual([{ coupon_id: 1, used: 1, revoked: 0 }]);
    expect(await verification(database)).toEqual({ code: 0, found: [] });
  });

  it('lets members log in with their passwords, see their codes, and press; new rows get higher ids', async () => {
    await importing(database, originalFile(), '--write');
    const server = await startServer({ database });
    const client = server.client();
    expect((await logIn(client, 'LEE@EXAMPLE.COM', `${PASSWORD}!`)).status).toBe(400);
    expect((await logIn(client, 'LEE@EXAMPLE.COM', PASSWORD)).status).toBe(200);
    expect((await client.get('/couponuser/')).json()).toMatchObject([{ id: 40, code: 'lastCode', user: LEE.id }]);
    const held = await client.post('/couponuser/', { coupon: 1, work: 3 });
    expect(held.json()).toMatchObject({ code: 'ALREADY_ISSUED', coupon_user: { code: 'lastCode' } });
    const pressed = await client.post('/couponuser/', { coupon: 1, work: 8 });
    expect(pressed.status).toBe(201);
    expect(pressed.json<{ id: number }>().id).toBeGreaterThan(40);
    expect((await signUp(server.client(), newEmail())).status).toBe(201);
    await server.stop();
    expect(await countOf(database, 'user', '"id" > 15')).toBe(2);
    expect(await verification(database)).toEqual({ code: 0, found: [] });
  });

  it('only looks without --write, and creates nothing', async () => {
    const { code, output } = await importing(database, originalFile());
    expect([code, output]).toEqual([0, expect.stringMatching(/회원 3 · 작품 2 · 쿠폰 2 · 발급된 쿠폰 3/)]);
    expect(output).toMatch(/확인할 수 없는 비밀번호.*\(1건\)\n +id 15/);
    if (kind === 'sqlite') expect(existsSync(database.url.slice('sqlite:'.length))).toBe(false);
    else expect(await database.rows(`SELECT * FROM "pg_tables" WHERE "schemaname" = 'public'`)).toEqual([]);
  });

  it('refuses a second import and changes nothing', async () => {
    await importing(database, originalFile(), '--write');
    const before = await rowsOf('coupon_user');
    const { code, output } = await importing(database, originalFile(), '--write');
    expect([code, output]).toEqual([1, expect.stringMatching(/이미 작품, 쿠폰, 발급된 쿠폰.*DATABASE_URL/)]);
    expect(await rowsOf('coupon_user')).toEqual(before);
  });

  it('leaves nothing when the database refuses the last row', async () => {
    await migrated(database, 'up');
    await database.execute(
      kind === 'sqlite'
        ? `CREATE TRIGGER "refuse" BEFORE INSERT ON "coupon_user" WHEN NEW."code" = 'lastCode'
           BEGIN SELECT RAISE(ABORT, 'refused'); END`
        : `ALTER TABLE "coupon_user" ADD CONSTRAINT "refuse" CHECK ("code" <> 'lastCode')`,
    );
    const { code, output } = await importing(database, originalFile(), '--write');
    expect([code, output]).toEqual([2, expect.stringContaining('되돌렸습니다')]);
    expect(output).not.toMatch(/at .*\.js/);
    expect(await countsNow()).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('leaves nothing when its own checks find a stock that is not the ledger’s', async () => {
    await migrated(database, 'up');
    const change = `UPDATE "coupon" SET "count" = "count" + 1 WHERE "id" = NEW."id"`;
    if (kind === 'sqlite') {
      await database.execute(`CREATE TRIGGER "more" AFTER INSERT ON "coupon" BEGIN ${change}; END`);
    } else {
      await database.execute(
        `CREATE FUNCTION "more"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${change}; RETURN NULL; END $$`,
      );
      await database.execute(`CREATE TRIGGER "more" AFTER INSERT ON "coupon" FOR EACH ROW EXECUTE FUNCTION "more"()`);
    }
    const { code, output } = await importing(database, originalFile(), '--write');
    expect([code, output]).toEqual([1, expect.stringMatching(/되돌렸습니다[^]*STOCK_NOT_FROM_LEDGER/)]);
    expect(await countsNow()).toEqual([0, 0, 0, 0, 0, 0]);
  });

  const firstAdmin = async (row: Row): Promise<void> => {
    await migrated(database, 'up');
    const now = new Date();
    await insertRow(database, 'user', { password: '!', is_admin: true, created_at: now, updated_at: now, ...row });
  };

  it('keeps the first admin of the database', async () => {
    await firstAdmin({ id: 1, email: 'first@a.kr', email_key: 'first@a.kr' });
    expect((await importing(database, originalFile(), '--write')).code).toBe(0);
    expect(await database.rows('SELECT "id" FROM "user" ORDER BY "id"')).toEqual([1, 11, 12, 15].map((id) => ({ id })));
  });

  it.each([
    ['the same id', { id: KIM.id, email: 'first@a.kr', email_key: 'first@a.kr' }, /id가 같은 회원/],
    ['the same address', { id: 1, email: 'KIM@example.kr', email_key: 'kim@example.kr' }, /이메일이 같은 회원.*id 11/],
    ['no admin rights', { id: 1, email: 'a@a.kr', email_key: 'a@a.kr', is_admin: false }, /이미 회원이 있습니다/],
  ])('refuses a database whose member has %s', async (_, row, sentence) => {
    await firstAdmin(row);
    const { code, output } = await importing(database, originalFile(), '--write');
    expect([code, output]).toEqual([1, expect.stringMatching(sentence)]);
    expect(await countsNow()).toEqual([1, 0, 0, 0, 0, 0]);
  });
});

function plain(name: string, value: unknown): unknown {
  if (/^is_|^paused$|^unit_withdrawn$/.test(name)) return Boolean(value);
  if (value instanceof Date) return value.toISOString();
  return /_at$/.test(name) && typeof value === 'string' ? `${value.replace(' ', 'T')}Z` : value;
}
