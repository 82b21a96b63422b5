import { holdLock, holdRows, waitingForLock } from './faults/held-lock.js';
import { COME_BACK } from './history/outcome.js';
import { openSale } from './history/sale.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { onPostgres, onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';

const env = { SECRET_KEY };

onEachDatabase('While another session holds the lock', (kind) => {
  let server: RunningServer;
  let shoppers: Shopper[];

  beforeAll(async () => {
    server = await startServer({ database: kind, env });
    shoppers = await crowd(server, 30);
  });

  it('presses get 503, other requests are answered, and then the sale goes on', async () => {
    const sale = await openSale(server.database, { stock: 30, crowd: shoppers });
    const release = await holdLock(server.database, sale.coupon);
    let answered = 0;
    const presses = sale.presses().map((press) => sale.press(press).finally(() => (answered += 1)));
    for (const path of ['/healthz', '/work/', '/event/', `/coupon/${sale.coupon}/`]) {
      expect((await server.client().get(path)).status).toBe(200);
    }
    expect(answered).toBe(0);
    for (const outcome of await Promise.all(presses)) expect(outcome).toEqual({ kind: 'unknown', why: COME_BACK });
    await release();
    await sale.rush();
    await sale.expectExact();
  });

  it('the event loop goes on, though presses of 30 coupons wait', async () => {
    const sales = [];
    for (const shopper of shoppers)
      sales.push(await openSale(server.database, { stock: 1, crowd: [shopper], works: 1 }));
    const releases = [];
    for (const { coupon } of kind === 'sqlite' ? sales.slice(0, 1) : sales) {
      releases.push(await holdLock(server.database, coupon));
    }
    let answered = 0;
    const rushes = sales.map((sale) => sale.press(sale.presses()[0]!).finally(() => (answered += 1)));
    for (let time = 0; time < 5; time++) expect((await server.client().get('/healthz')).status).toBe(200);
    expect(answered).toBe(0);
    for (const release of releases) await release();
    await Promise.all(rushes);
    for (const sale of sales) {
      await sale.rush();
      await sale.expectExact();
    }
  });

  it('the event loop goes on, though a log-out waits', async () => {
    const [leaving] = await crowd(server, 1);
    const release = await holdRows(server.database, '"session"');
    let answered = 0;
    const logOut = leaving!.client.post('/account/logout/').finally(() => (answered += 1));
    for (let time = 0; time < 5; time++) expect((await server.client().get('/healthz')).status).toBe(200);
    expect(answered).toBe(0);
    await release();
    expect((await logOut).status).toBe(200);
  });
});

const ROLLED_BACK = 'SELECT xact_rollback::int AS n FROM pg_stat_database WHERE datname = current_database()';

function twoProcesses(): void {
  it('the last unit goes to one, and the other gets "sold out"', async () => {
    const first = await startServer({ database: 'postgres', env });
    const second = await startServer({ database: first.database, env });
    const shoppers = await crowd(first, 2);
    for (let round = 0; round < 5; round++) {
      const sale = await openSale(first.database, { stock: 1, crowd: shoppers, works: 1 });
      const release = await holdLock(first.database, sale.coupon);
      const rush = sale.rush({ doors: [first, second] });
      await waitingForLock(first.database, 2);
      await release();
      await rush;
      expect(sale.history.tries.map(({ outcome }) => outcome.kind).sort()).toEqual(['ok', 'refused']);
      await sale.expectExact();
    }
  });

  it('one member who presses at both gets one coupon, and the same code from both', async () => {
    const first = await startServer({ database: 'postgres', env });
    const second = await startServer({ database: first.database, env });
    const [shopper] = await crowd(first, 1);
    for (let round = 0; round < 5; round++) {
      const sale = await openSale(first.database, { stock: 9, crowd: [shopper!], works: 1 });
      const release = await holdLock(first.database, sale.coupon);
      const rush = sale.rush({ presses: [...sale.presses(), ...sale.presses()], doors: [first, second] });
      await waitingForLock(first.database, 2);
      await release();
      await rush;
      expect(sale.history.tries.map(({ outcome }) => outcome.kind)).toEqual(['ok', 'ok']);
      await sale.expectExact();
    }
  });

  it('no transaction has to be retried, though the database defaults to REPEATABLE READ', async () => {
    const first = await startServer({ database: 'postgres', env });
    const name = new URL(first.database.url).pathname.slice(1);
    await first.database.execute(`ALTER DATABASE "${name}" SET default_transaction_isolation = 'repeatable read'`);
    await first.restart();
    const second = await startServer({ database: first.database, env });
    const sale = await openSale(first.database, { stock: 9, crowd: await crowd(first, 2), works: 1 });
    const release = await holdLock(first.database, sale.coupon);
    const rush = sale.rush({ doors: [first, second] });
    await waitingForLock(first.database, 2);
    await release();
    await rush;
    expect(sale.history.tries.map(({ outcome }) => outcome.kind)).toEqual(['ok', 'ok']);
    // The counters are handed in at the latest when a connection ends.
    await Promise.all([first.stop(), second.stop()]);
    // Only the session that held the lock ended so.
    expect(await first.database.rows(ROLLED_BACK)).toEqual([{ n: 1 }]);
    await sale.expectExact();
  });
}

const name = 'When two processes wait for the same lock';
onPostgres(name, twoProcesses);
