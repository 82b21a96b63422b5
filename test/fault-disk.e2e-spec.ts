import { afterProbe } from './faults/after-probe.js';
import { rounds } from './faults/rounds.js';
import { describeWithSmallDisk, SmallDisk } from './faults/small-disk.js';
import { describeWithStrace, Strace } from './faults/strace.js';
import { COME_BACK } from './history/outcome.js';
import { openSale } from './history/sale.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { startServer, type RunningServer } from './support/server.js';
import { SqliteDatabase } from './support/sqlite-database.js';

const SYNCS = 'fsync,fdatasync';
/** A commit is one sync; one that tries a checkpoint, up to three, of which only the first matters: 5 meets them all. */
const EVERY = 5;
const DEATHS = rounds(3);
/** Each dies at another of so many writes, which are a few batches; few deaths are spread over the first of them. */
const RANGE = 50;
const APART = Math.max(1, Math.floor(24 / DEATHS));

/** Longer than the 10 s after which a press that waits for its batch gets 503. */
const LONG_SYNC_US = 14_000_000;

describeWithStrace('SQLite, as far as the disk is concerned,', () => {
  let server: RunningServer;
  let shoppers: Shopper[];

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite', env: { SECRET_KEY } });
    shoppers = await crowd(server, 40);
  });

  it('is synced at least once for each of 40 coupons that are issued one at a time', async () => {
    const sale = await openSale(server.database, { stock: 40, crowd: shoppers, works: 1 });
    const strace = await Strace.attach(server.pid, `trace=${SYNCS}`);
    await sale.rush({ atOnce: 1 });
    const syncs = (await strace.detach()).filter((line) => /\bf(data)?sync\(/.test(line));
    expect(sale.history.issued).toBe(40);
    expect(syncs.length).toBeGreaterThanOrEqual(40);
  });

  it.each([1, 2, 3])(
    'fails to sync, from the sync %i on every fifth time: no code is returned that is not stored',
    async (n) => {
      const sale = await openSale(server.database, { stock: 60, crowd: shoppers });
      const strace = await Strace.attach(server.pid, `trace=${SYNCS}`, `inject=${SYNCS}:error=EIO:when=${n}+${EVERY}`);
      await sale.rush({ atOnce: 4 });
      const syncs = await strace.detach();
      expect(syncs.filter((line) => line.includes('INJECTED'))).not.toEqual([]);
      expect(sale.history.unknown).toBeGreaterThan(0);
      await sale.expectExact();
      await server.restart();
      await sale.expectExact();
    },
  );

  it.each([
    ['is full for a while', 'ENOSPC'],
    ['refuses to write for a while', 'EIO'],
  ])('%s: presses get 503, and then the sale goes on', async (_, error) => {
    const sale = await openSale(server.database, { stock: 60, crowd: shoppers });
    const strace = await Strace.attach(server.pid, `inject=pwrite64,ftruncate:error=${error}:when=3..30`);
    await sale.rush({ atOnce: 4 });
    await strace.detach();
    expect(sale.history.unknown).toBeGreaterThan(0);
    await sale.expectExact();
  });

  it('takes longer to sync than a request waits: the press gets 503, and later the code', async () => {
    const sale = await openSale(server.database, { stock: 5, crowd: shoppers });
    const press = { shopper: shoppers[0]!, work: sale.works[0]! };
    await afterProbe(server.database);
    const strace = await Strace.attach(server.pid, `inject=${SYNCS}:delay_enter=${LONG_SYNC_US}:when=1`);
    expect(await sale.press(press)).toEqual({ kind: 'unknown', why: COME_BACK });
    expect((await server.client().get('/healthz')).status).toBe(200);
    await strace.detach();
    expect(await sale.pressUntilKnown(press)).toMatchObject({ kind: 'ok', fresh: false });
    await sale.expectExact();
  });

  it(`survives a server that dies at some write of a batch, ${DEATHS} times`, async () => {
    for (let round = 0; round < DEATHS; round++) {
      const n = 1 + ((round * APART) % RANGE);
      const sale = await openSale(server.database, { stock: 30, crowd: shoppers, works: 1 });
      const strace = await Strace.attach(server.pid, `inject=pwrite64:signal=SIGKILL:when=${n}`);
      const rush = sale.rush({ atOnce: 8 });
      const survived = rush.then(() => Promise.reject(new Error(`the whole sale is fewer than ${n} writes`)));
      await Promise.race([server.ended(), survived]);
      await strace.detach();
      await server.restart();
      await rush;
      await sale.expectExact();
    }
  });
});

describeWithSmallDisk('SQLite on a disk without a byte left', () => {
  it('answers presses with 503, still shows the pages, and issues again when there is room', async () => {
    const disk = new SmallDisk();
    const server = await startServer({ database: new SqliteDatabase(disk.folder), env: { SECRET_KEY } });
    const sale = await openSale(server.database, { stock: 60, crowd: await crowd(server, 40) });
    disk.fill();
    const outcomes = await Promise.all(sale.presses().map((press) => sale.press(press)));
    expect(outcomes).toEqual(outcomes.map(() => ({ kind: 'unknown', why: COME_BACK })));
    for (const path of ['/healthz', '/work/', '/event/', `/coupon/${sale.coupon}/`]) {
      expect((await server.client().get(path)).status).toBe(200);
    }
    disk.free();
    await sale.rush();
    await sale.expectExact();
  });
});
