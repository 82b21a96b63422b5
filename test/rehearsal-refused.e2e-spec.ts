import { join } from 'node:path';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { describeWithSmallDisk, SmallDisk } from './faults/small-disk.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { allRows, foldersBeside, objectsIn, rehearse } from './support/rehearsal.js';
import { startServer } from './support/server.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { emptyDatabase, type Row, type TestDatabase } from './support/test-database.js';

onEachDatabase('npm run rehearse refuses', (kind) => {
  let database: TestDatabase;
  let target: TestDatabase | undefined;
  let coupon: number;
  let soldOut: number;
  let before: Record<string, Row[]>;

  beforeAll(async () => {
    const server = await startServer({ database: kind });
    ({ database } = server);
    coupon = await aCoupon(database, { count: 50 });
    soldOut = await aCoupon(database, { count: 0 });
    await aWork(database);
    await server.stop();
    target = kind === 'postgres' ? await emptyDatabase('postgres') : undefined;
    before = await allRows(database);
  });

  const on = (): string[] => (target ? ['--on', target.url] : []);

  /** One sentence, with exit code 2, and nothing has changed. */
  async function expectRefused(args: readonly string[], sentence: RegExp, url = database.url): Promise<void> {
    const { code, output } = await rehearse(url, args);
    expect([code, output]).toEqual([2, expect.stringMatching(sentence)]);
    expect(await allRows(database)).toEqual(before);
    expect(target ? await objectsIn(target) : foldersBeside(database)).toEqual([]);
  }

  it('a coupon without any work that is not hidden', async () => {
    const hide = async (isHidden: boolean): Promise<void> => {
      await database.execute('UPDATE "work" SET "is_hidden" = $1', [isHidden]);
      before = await allRows(database);
    };
    await hide(true);
    await expectRefused(['--coupon', String(coupon), ...on()], /^공개된 작품이 없어 .+\n$/);
    await hide(false);
  });

  it('an unknown coupon', () => expectRefused(['--coupon', '999999', ...on()], /^999999번 쿠폰이 없습니다\..+\n$/));

  it('a coupon without stock', () =>
    expectRefused(
      ['--coupon', String(soldOut), ...on()],
      new RegExp(`^${soldOut}번 쿠폰은 재고가 0개입니다\\..+\\n$`),
    ));

  it.each([
    ['--coupon', 'first'],
    ['--members', '0'],
    ['--members', '100001'],
    ['--presses', '1.5'],
    ['--presses', '1000001'],
    ['--connections', '2001'],
    ['--seconds', '-1'],
    ['--seconds', '1e3'],
  ])('%s=%s', (option, value) =>
    expectRefused(
      ['--coupon', String(coupon), `${option}=${value}`, ...on()],
      new RegExp(`^${option}에는 1부터 [\\d,]+까지의 정수를 쓰세요\\.\\n$`),
    ),
  );

  it.each([[[]], [['--coupon', '1', '--unknown']], [['--coupon', '1', 'more']], [['--coupon']]])(
    'the arguments %j with its usage',
    (args) => expectRefused(args, /^사용법: npm run rehearse -- --coupon/),
  );

  it('settings with which no service starts', async () => {
    const { code, output } = await rehearse(database.url, ['--coupon', String(coupon), ...on()], { PORT: 'x' });
    expect([code, output]).toEqual([2, expect.stringMatching(/^리허설을 하지 못했습니다\. PORT must be .+\n$/)]);
  });

  it('a database without tables', async () => {
    const empty = await emptyDatabase(kind);
    await empty.execute('CREATE TABLE "other" ("id" integer)');
    await expectRefused(['--coupon', '1', ...on()], /^데이터베이스에 이 버전의 테이블이 없습니다\..+\n$/, empty.url);
  });

  if (kind === 'sqlite') {
    it('a database that does not exist, and creates none', async () => {
      const missing = join(temporaryFolder(), 'missing', 'toodat.sqlite3');
      await expectRefused(['--coupon', '1'], /^데이터베이스가 없습니다\..+\n$/, `sqlite:${missing}`);
    });

    it('an address for the copy, and a folder that does not exist', async () => {
      const args = ['--coupon', String(coupon)];
      await expectRefused([...args, '--on', 'postgres://nobody@127.0.0.1/x'], /^--on은 PostgreSQL에서 쓰고.+\n$/);
      const folder = join(temporaryFolder(), 'missing');
      await expectRefused([...args, '--folder', folder], /^복사본을 둘 폴더를 만들 수 없습니다\(ENOENT\).+\n$/);
    });

    describeWithSmallDisk('without enough space', () => {
      it('to copy the database', async () => {
        const { folder } = new SmallDisk();
        const args = ['--coupon', String(coupon), '--folder', folder];
        await expectRefused(args, /^디스크의 여유 공간이 모자랍니다\(필요 \d+ MB, 여유 \d MB\).+\n$/);
      });
    });
  } else {
    it('no address for the copy, a bad one, and one where nothing answers', async () => {
      const args = ['--coupon', String(coupon)];
      await expectRefused(args, /^PostgreSQL에서는 복사본을 둘 빈 데이터베이스를 --on .+\n$/);
      await expectRefused([...args, '--on', 'sqlite:copy'], /^--on에는 postgres:\/\/.+\n$/);
      await expectRefused([...args, '--on', 'postgres://a:secret#@127.0.0.1/x'], /^--on에는 (?!.*secret).+\n$/);
      await expectRefused([...args, '--on', 'postgres://nobody@127.0.0.1:1/x'], /^--on의 PostgreSQL을 쓸 수 없.+\n$/);
      await expectRefused([...args, '--on', target!.url, '--folder', '/tmp'], /^--folder는 SQLite에서 쓰고.+\n$/);
    });

    it('the service’s own database, also by another address', async () => {
      const args = ['--coupon', String(coupon), '--on'];
      await expectRefused([...args, database.url], /^--on이 서비스의 데이터베이스와 같습니다\..+\n$/);
      await expectRefused([...args, `${database.url}?application_name=other`], /^--on이 서비스의 데이터베이스와 같/);
    });

    it.each([
      ['table', 'CREATE TABLE "notes" ("text" text)'],
      ['table in another schema', 'CREATE SCHEMA "shop" CREATE TABLE "notes" ("text" text)'],
      ['function', `CREATE FUNCTION "notes"() RETURNS integer LANGUAGE sql AS 'SELECT 1'`],
    ])('a database for the copy that has a %s', async (_, sql) => {
      const used = await emptyDatabase('postgres');
      await used.execute(sql);
      const args = ['--coupon', String(coupon), '--on', used.url];
      await expectRefused(args, /^--on의 데이터베이스가 비어 있지 않습니다\((shop\.)?notes(\(\))?\)\..+\n$/);
    });
  }

  it('while coupons are issued, without --force', async () => {
    const server = await startServer({ database });
    const client = await member(server);
    const [work] = await database.rows<{ id: number }>('SELECT "id" FROM "work"');
    expect((await client.post('/couponuser/', { coupon, work: work!.id })).status).toBe(201);
    await server.stop();
    before = await allRows(database);
    await expectRefused(
      ['--coupon', String(coupon), ...on()],
      /^지금 쿠폰이 발급되고 있습니다.+--force를 붙이세요\.\n$/,
    );
  });
});
