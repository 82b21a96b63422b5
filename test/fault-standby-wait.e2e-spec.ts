import { wholeDatabase } from './builders/whole-database.js';
import { cancelWaits, describeWithStandbys, execute, replicatedPostgres, type Replicated } from './faults/standbys.js';
import { COME_BACK } from './history/outcome.js';
import { openSale } from './history/sale.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { eventually } from './support/eventually.js';
import { migrated } from './support/migrations.js';
import { move, startMove } from './support/moved-database.js';
import { PostgresDatabase } from './support/postgres-database.js';
import type { SqliteDatabase } from './support/sqlite-database.js';
import { copyOf } from './support/test-database.js';
import { startServer, type RunningServer } from './support/server.js';

const UNKNOWN_MOVE = /확인을 기다리다가 취소되어, .*알 수 없습니다\. .*미리 보기를 다시 실행하세요\..*\n$/;

describeWithStandbys('While COMMIT waits for a standby, because all standbys hang,', () => {
  let cluster: Replicated;
  let server: RunningServer;
  let shoppers: Shopper[];

  beforeAll(async () => {
    cluster = await replicatedPostgres(['a', 'b']);
    server = await startServer({ database: cluster.database, env: { SECRET_KEY } });
    shoppers = await crowd(server, 10);
  });

  /** Runs `act`, whose transactions wait for a standby. */
  async function withoutStandbys(act: () => Promise<void>): Promise<void> {
    for (const standby of cluster.standbys) standby.freeze();
    try {
      await act();
    } finally {
      for (const standby of cluster.standbys) standby.thaw();
    }
  }

  /** Cancels waits until the request is answered; there may be others, of the readiness probe. */
  async function cancelled<T>(asked: Promise<T>): Promise<T> {
    let isAnswered = false;
    const answered = asked.finally(() => (isAnswered = true));
    await eventually(
      () => cancelWaits(cluster.primary),
      () => isAnswered,
    );
    return answered;
  }

  it('and the wait is cancelled, presses get 503, and the same code when they are repeated', async () => {
    const sale = await openSale(server.database, { stock: 20, crowd: shoppers });
    const [alone, ...others] = sale.presses();
    const unknown = { kind: 'unknown', why: COME_BACK };
    await withoutStandbys(async () => {
      expect(await cancelled(sale.press(alone!))).toEqual(unknown);
      const outcomes = await cancelled(Promise.all(others.map((press) => sale.press(press))));
      expect(outcomes).toEqual(outcomes.map(() => unknown));
    });
    expect(server.output).toContain('unreplicated WAIT_CANCELLED');
    expect(await sale.pressUntilKnown(alone!)).toMatchObject({ kind: 'ok', fresh: false });
    await sale.rush();
    await sale.expectExact();
  });

  it('and the wait is cancelled, a logout gets 503', async () => {
    const [{ client }] = (await crowd(server, 1)) as [Shopper];
    await withoutStandbys(async () => {
      expect((await cancelled(client.post('/account/logout/'))).status).toBe(503);
    });
    expect((await client.get('/couponuser/')).status).toBe(403);
  });

  it('and the wait is cancelled, `npm run db:move` says that its outcome is unknown, and how to find out', async () => {
    const { file } = (await copyOf((await wholeDatabase()).database)) as SqliteDatabase;
    await execute(cluster.primary, 'CREATE DATABASE moved');
    const target = new PostgresDatabase(cluster.primary.url.replace(/\/postgres$/, '/moved'));
    await migrated(target, 'up');
    await withoutStandbys(async () => {
      const command = startMove(file, target.url);
      await command.says(/옮기지 않는 테이블/);
      const code = await cancelled(command.exited);
      expect([code, command.output]).toEqual([3, expect.stringMatching(UNKNOWN_MOVE)]);
      expect(command.output).not.toContain('아무것도 옮기지 않았습니다');
    });
    expect(await move(file, target.url, [])).toMatchObject({
      code: 1,
      output: expect.stringContaining('이미 데이터가 있습니다') as string,
    });
  });

  it('presses get 503 after the time limit, and the same code when the standbys are back', async () => {
    const sale = await openSale(server.database, { stock: 20, crowd: shoppers });
    const [press] = sale.presses();
    await withoutStandbys(async () => {
      expect(await sale.press(press!)).toEqual({ kind: 'unknown', why: COME_BACK });
    });
    expect(await sale.pressUntilKnown(press!)).toMatchObject({ kind: 'ok', fresh: false });
    await sale.expectExact();
  });
});
