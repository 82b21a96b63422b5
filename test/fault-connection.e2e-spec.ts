import { proxiedDatabase } from './faults/proxied-database.js';
import { COME_BACK } from './history/outcome.js';
import { openSale, type Door } from './history/sale.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { onPostgres, onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';
import { TcpProxy } from './support/tcp-proxy.js';
import { countOf } from './support/test-database.js';

const env = { SECRET_KEY };

function betweenServerAndPostgres(): void {
  let line: TcpProxy;
  let server: RunningServer;
  let shoppers: Shopper[];

  beforeAll(async () => {
    const [database, proxy] = await proxiedDatabase();
    line = proxy;
    server = await startServer({ database, env });
    shoppers = await crowd(server, 40);
  });

  it.each([
    ['after they are answered', 'it returns the code that was issued', { kind: 'ok', fresh: false }],
    ['before they arrive', 'it is issued', { kind: 'ok', fresh: true }],
  ] as const)('is cut at COMMIT %s: when the press is repeated, %s', async (when, _, again) => {
    const sale = await openSale(server.database, { stock: 5, crowd: shoppers });
    const press = { shopper: shoppers[0]!, work: sale.works[0]! };
    const cut = line.cutAt('COMMIT', when, 'COMMIT');
    expect(await sale.press(press)).toMatchObject({ kind: 'unknown' });
    await cut;
    expect(await sale.pressUntilKnown(press)).toMatchObject(again);
    expect(await countOf(server.database, 'coupon_user', `"coupon_id" = ${sale.coupon}`)).toBe(1);
    await sale.expectExact();
  });

  it('is cut at COMMIT eight times in one sale', async () => {
    const sale = await openSale(server.database, { stock: 60, crowd: shoppers });
    const rush = sale.rush({ atOnce: 4 });
    for (let cut = 0; cut < 8; cut++) {
      await line.cutAt('COMMIT', cut % 2 ? 'before they arrive' : 'after they are answered', 'COMMIT');
    }
    await rush;
    expect(sale.history.unknown).toBeGreaterThanOrEqual(8);
    await sale.expectExact();
  });

  it('turns COMMIT into a rollback: no code is returned, and the same press is issued when it is repeated', async () => {
    const sale = await openSale(server.database, { stock: 5, crowd: shoppers });
    const press = { shopper: shoppers[0]!, work: sale.works[0]! };
    const changed = line.changeNext('COMMIT', 'ABORT ');
    expect(await sale.press(press)).toEqual({ kind: 'unknown', why: COME_BACK });
    await changed;
    expect(await sale.pressUntilKnown(press)).toMatchObject({ kind: 'ok', fresh: true });
    await sale.expectExact();
  });

  it('is slow: the last unit goes to one of 40, at two processes', async () => {
    const second = await startServer({ database: server.database, env });
    line.slow(5, 30);
    for (let round = 0; round < 3; round++) {
      const sale = await openSale(server.database, { stock: 1, crowd: shoppers, works: 1 });
      await sale.rush({ atOnce: 40, doors: [server, second] });
      expect(sale.history.issued).toBe(1);
      await sale.expectExact();
    }
    line.slow(0, 0);
    await second.stop();
  });
}

onPostgres('A sale stays exact when the line between server and PostgreSQL', betweenServerAndPostgres);

onEachDatabase('When an answer is lost on its way', (kind) => {
  it('pressing again returns the same code', async () => {
    const server = await startServer({ database: kind, env });
    const shoppers = await crowd(server, 10);
    const line = await TcpProxy.to('127.0.0.1', Number(new URL(server.baseUrl).port));
    const door: Door = { baseUrl: `http://127.0.0.1:${line.port}` };
    const sale = await openSale(server.database, { stock: 10, crowd: shoppers, works: 1 });
    for (const press of sale.presses()) {
      const cut = line.cutAt('POST /couponuser/', 'after they are answered');
      expect(await sale.press(press, door)).toMatchObject({ kind: 'unknown' });
      await cut;
      expect(await sale.press(press, door)).toMatchObject({ kind: 'ok', fresh: false });
    }
    await sale.expectExact();
  });
});
