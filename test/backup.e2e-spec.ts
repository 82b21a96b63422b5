import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aCoupon } from './builders/coupons.js';
import { manyWorks } from './builders/works.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { ServerProcess } from './support/server-process.js';
import { startServer, type RunningServer } from './support/server.js';
import { SqliteDatabase } from './support/sqlite-database.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { countOf } from './support/test-database.js';
import { verification } from './support/verification.js';

const WORKS = 200;

describe('npm run backup', () => {
  let server: RunningServer;
  let database: SqliteDatabase;
  let folder: string;
  let coupon: number;
  let shoppers: Shopper[];

  beforeAll(async () => {
    database = new SqliteDatabase();
    server = await startServer({ database, env: { SECRET_KEY } });
    coupon = await aCoupon(database, { count: 100_000 });
    await manyWorks(database, WORKS);
    shoppers = await crowd(server, 20);
  });
  beforeEach(() => {
    folder = temporaryFolder();
  });

  const run = async (target: string, url = database.url): Promise<{ code: number | null; output: string }> => {
    const command = new ServerProcess({
      env: { DATABASE_URL: url },
      script: 'platform/database/backup.cli.js',
      args: [target],
    });
    return { code: await command.exited, output: command.output };
  };

  it('copies one committed state during a sale; nothing that was acknowledged before is missing', async () => {
    const copy = join(folder, 'new', 'toodat.sqlite3');
    const firstWork = (await server.client().get('/work/')).json<{ id: number }[]>()[0]!.id;
    let acknowledged = 0;
    let isOver = false;
    const sale = shoppers.map(async ({ client }) => {
      for (let work = firstWork; work < firstWork + WORKS && !isOver; work++)
        if ((await client.post('/couponuser/', { coupon, work })).status === 201) acknowledged++;
    });
    while (acknowledged < 100) await shoppers[0]!.client.get('/healthz');
    const before = acknowledged;
    const { code, output } = await run(copy);
    isOver = true;
    await Promise.all(sale);
    expect([code, output]).toEqual([0, expect.stringMatching(/^✓ 백업했습니다: .*toodat\.sqlite3 \(\d+\.\d MB\)\n$/)]);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'new'))).toEqual(['toodat.sqlite3']);
    const restored = new SqliteDatabase(join(folder, 'new'));
    expect(await verification(restored)).toEqual({ code: 0, found: [] });
    expect(await countOf(restored, 'coupon_user')).toBeGreaterThanOrEqual(before);
    expect(await countOf(database, 'coupon_user')).toBe(acknowledged);
  });

  it('makes a database with which the service starts, and members find their codes', async () => {
    const copy = join(folder, 'toodat.sqlite3');
    expect((await run(copy)).code).toBe(0);
    const restored = await startServer({ database: new SqliteDatabase(folder), env: { SECRET_KEY } });
    const { client } = shoppers[0]!;
    const codes = (await client.get('/couponuser/')).json();
    expect((await restored.client().get('/couponuser/', client.cookies.header())).json()).toEqual(codes);
    await restored.stop();
  });

  it('never replaces a file', async () => {
    const copy = join(folder, 'copy.sqlite3');
    writeFileSync(copy, 'an earlier backup');
    expect(await run(copy)).toEqual({
      code: 1,
      output: `백업하지 못했습니다. 이미 있는 파일입니다. 다른 이름을 쓰세요: ${copy}\n`,
    });
    expect(readdirSync(folder)).toEqual(['copy.sqlite3']);
  });

  it('says in one sentence why it cannot, and leaves nothing behind', async () => {
    mkdirSync(join(folder, 'damaged'));
    const damaged = join(folder, 'damaged', 'toodat.sqlite3');
    writeFileSync(damaged, 'no database at all'.repeat(1_000));
    for (const [url, reason] of [
      [`sqlite:${join(folder, 'nothing.sqlite3')}`, /데이터베이스가 없습니다/],
      [`sqlite:${damaged}`, /손상되어 백업하지 않았습니다/],
      ['postgres://nobody@127.0.0.1/nothing', /pg_dump/],
    ] as const) {
      const { code, output } = await run(join(folder, 'copies', 'copy.sqlite3'), url);
      expect([code, output]).toEqual([1, expect.stringMatching(reason)]);
      expect(output).toMatch(/^백업하지 못했습니다\. .+\n$/);
    }
    expect(existsSync(join(folder, 'copies')) ? readdirSync(join(folder, 'copies')) : []).toEqual([]);
  });
});
