import Sqlite from 'better-sqlite3';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wholeDatabase, type WholeDatabase } from './builders/whole-database.js';
import { freePort } from './support/free-port.js';
import { migrated } from './support/migrations.js';
import { countsOf, move } from './support/moved-database.js';
import { onPostgres } from './support/on-each-database.js';
import { ServerProcess } from './support/server-process.js';
import { startServer } from './support/server.js';
import { SqliteDatabase } from './support/sqlite-database.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { copyOf, emptyDatabase, type TestDatabase } from './support/test-database.js';

const LATEST = '1795478700000';

onPostgres('npm run db:move refuses', refusing);

function refusing(): void {
  let whole: WholeDatabase;
  let target: TestDatabase;

  beforeAll(async () => {
    whole = await wholeDatabase();
    target = await emptyDatabase('postgres');
  });

  /** A copy of the source, changed by hand: SQLite accepts what PostgreSQL does not. */
  async function changedCopy(...statements: readonly string[]): Promise<string> {
    const { file } = (await copyOf(whole.database)) as SqliteDatabase;
    const database = new Sqlite(file);
    database.unsafeMode();
    database.pragma('foreign_keys = OFF');
    for (const sql of statements) database.exec(sql);
    database.close();
    return file;
  }

  /** One sentence on why, and what the state is now; never a stack. */
  async function expectRefusal(file: string, why: RegExp, url = target.url, args?: string[]): Promise<void> {
    const { code, output } = await move(file, url, args);
    expect([code, output]).toEqual([1, expect.stringMatching(why)]);
    expect(output).toMatch(/\n아무것도 옮기지 않았습니다\.\n$/);
    expect(output).not.toMatch(/\n +at |Error/);
  }

  const unchanged = async (): Promise<string> => ((await copyOf(whole.database)) as SqliteDatabase).file;

  it('anything but one file', async () => {
    for (const args of [['another'], ['--yes']])
      expect(await move('toodat.sqlite3', target.url, args)).toEqual({
        code: 1,
        output: expect.stringMatching(/^사용법: /) as unknown,
      });
  });

  it('a target that is not PostgreSQL', async () => {
    await expectRefusal(await unchanged(), /^DATABASE_URL에 옮겨 갈 PostgreSQL/, 'sqlite:other.sqlite3');
  });

  it('a file that is missing, a folder, no database, or no database of this service', async () => {
    const folder = temporaryFolder();
    await expectRefusal(join(folder, 'nothing.sqlite3'), /^SQLite 파일이 없습니다/);
    await expectRefusal(join(folder, 'no-folder', 'nothing.sqlite3'), /^SQLite 파일이 없습니다/);
    await expectRefusal(folder, /^파일이 아닙니다/);
    writeFileSync(join(folder, 'text'), 'no database at all'.repeat(1_000));
    await expectRefusal(join(folder, 'text'), /^SQLite 데이터베이스가 아닙니다/);
    await expectRefusal(join(folder, 'text', 'within-a-file'), /^SQLite 파일이 없습니다/);
    writeFileSync(join(folder, 'empty'), '');
    await expectRefusal(join(folder, 'empty'), /^투닷의 데이터베이스가 아닙니다/);
  });

  it('a file of another release', async () => {
    const older = new SqliteDatabase();
    await migrated(older, 'before', LATEST);
    await expectRefusal(older.file, /AddRequestKey1795478700000 없음.*한 번 시작했다가 멈춘 다음/);
    const newer = await changedCopy(
      `INSERT INTO migrations (timestamp, name) VALUES (2000000000000, 'Later2000000000000')`,
    );
    await expectRefusal(newer, /새 버전의 것입니다\(Later2000000000000\)/);
  });

  it('a file that a service has opened, even if it writes nothing', async () => {
    const database = (await copyOf(whole.database)) as SqliteDatabase;
    const server = await startServer({ database });
    await expectRefusal(database.file, /^다른 프로세스가 SQLite 파일을 쓰고 있습니다. 서비스를 멈추고/);
    expect((await move(database.file, target.url, [])).code).toBe(0);
    await server.stop();
  });

  it('a target that cannot be reached', async () => {
    const file = await unchanged();
    const url = new URL(target.url);
    url.port = String(await freePort());
    await expectRefusal(file, /^PostgreSQL에 연결하지 못했거나/, url.href);
    await expectRefusal(
      file,
      /^그런 PostgreSQL 데이터베이스가 없습니다\(database "nothing"/,
      new URL('/nothing', target.url).href,
    );
  });

  it('a target that has data, as after npm run db:prepare', async () => {
    const prepared = await emptyDatabase('postgres');
    const prepare = new ServerProcess({ script: 'prepare.js', env: { DATABASE_URL: prepared.url, DEMO: 'true' } });
    expect(await prepare.exited).toBe(0);
    const before = await countsOf(prepared);
    await expectRefusal(
      await unchanged(),
      /이미 데이터가 있습니다: .*user 1행.*work 12행.*빈 데이터베이스를/,
      prepared.url,
    );
    await expectRefusal(await unchanged(), /이미 데이터가 있습니다/, prepared.url, []);
    expect(await countsOf(prepared)).toEqual(before);
  });

  it('a target with tables of another program, of a newer release, or in another encoding', async () => {
    const file = await unchanged();
    const foreign = await emptyDatabase('postgres');
    await foreign.execute('CREATE TABLE "orders" ("id" integer)');
    await expectRefusal(file, /다른 테이블이 있습니다: orders\. .*빈 데이터베이스를/, foreign.url);
    const newer = await emptyDatabase('postgres');
    await migrated(newer, 'up');
    await newer.execute(`INSERT INTO "migrations" ("timestamp", "name") VALUES (2000000000000, 'Later2000000000000')`);
    await expectRefusal(file, /새 버전의 것입니다\(Later2000000000000\)/, newer.url);
    await target.execute(`CREATE DATABASE "${encoded}" ENCODING 'LATIN1' TEMPLATE template0`);
    await expectRefusal(file, /인코딩이 LATIN1입니다\. UTF8로/, new URL(`/${encoded}`, target.url).href);
    await target.execute(`DROP DATABASE "${encoded}"`);
  });

  const encoded = `toodat_latin1_${process.pid}`;

  it.each([
    ['U+0000', `UPDATE work SET title = 'a' || char(0) || 'b' WHERE id = 1`, /work id=1 title\. .*U\+0000/],
    [
      'a long text',
      `UPDATE coupon SET name = '${'가'.repeat(101)}' WHERE id = 1`,
      /coupon id=1 name\. 100자를 넘습니다/,
    ],
    ['a large number', 'UPDATE coupon SET discount_amount = 3000000000 WHERE id = 2', /coupon id=2 discount_amount\. /],
    ['a fraction', 'UPDATE coupon SET discount_rate = 0.5 WHERE id = 1', /coupon id=1 discount_rate\. .*정수/],
    ['a word as a flag', `UPDATE user SET is_active = 'yes' WHERE id = 2`, /user id=2 is_active\. 0이나 1/],
    ['a day', `UPDATE coupon SET starts_at = '2026-01-01' WHERE id = 1`, /coupon id=1 starts_at\. UTC 시각/],
    [
      'a missing coupon',
      'DELETE FROM coupon WHERE id = 2',
      /행을 받지 않았습니다.*"coupon_usage_coupon".*npm run verify/,
    ],
  ])('a row with %s, and names it', async (_, sql, why) => {
    await expectRefusal(await changedCopy(sql), why);
    const { migrations, ...counts } = await countsOf(target);
    expect([migrations, counts]).toEqual([expect.any(Number), NEW]);
  });

  it('a damaged file', async () => {
    const file = await changedCopy(
      'PRAGMA writable_schema = ON',
      `DELETE FROM sqlite_master WHERE name = 'coupon_user_by_work'`,
    );
    await expectRefusal(file, /손상되었습니다. 백업에서 복구한/);
  });
}

/** Rows of a database to which nothing happened but its migrations. */
const NEW = {
  ...{ audit_entry: 0, coupon: 0, coupon_usage: 0, coupon_user: 0, event_page: 1, probe: 0, rejected_press: 0 },
  ...{ revocation: 0, session: 0 },
  ...{ stock_movement: 0, user: 0, verification_run: 0, work: 0, work_revision: 1 },
  ...{ live_sample: 0, login_attempt: 0, recent_login: 0, request_count: 0 },
};
