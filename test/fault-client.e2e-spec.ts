import { hangUp, pressed, type Sent } from './faults/hang-up.js';
import { holdLock } from './faults/held-lock.js';
import { openSale } from './history/sale.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';

const SENT: readonly Sent[] = ['all of it', 'half of its body', 'half of its head'];

onEachDatabase('A sale stays exact', (kind) => {
  let server: RunningServer;
  let shoppers: Shopper[];

  beforeAll(async () => {
    server = await startServer({ database: kind, env: { SECRET_KEY } });
    shoppers = await crowd(server, 60);
  });

  it.each(SENT)('when members press, disconnect after %s, and press again', async (sent) => {
    const sale = await openSale(server.database, { stock: 50, crowd: shoppers, works: 1 });
    const presses = sale.presses();
    await Promise.all(presses.map(({ shopper, work }) => hangUp(server, shopper, { coupon: sale.coupon, work }, sent)));
    await sale.rush();
    await sale.expectExact();
  });

  it('when members disconnect while their press waits for a lock, and press again', async () => {
    const sale = await openSale(server.database, { stock: 50, crowd: shoppers, works: 1 });
    const release = await holdLock(server.database, sale.coupon);
    const leave = await Promise.all(
      sale.presses().map(({ shopper, work }) => pressed(server, shopper, { coupon: sale.coupon, work })),
    );
    await server.client().get('/healthz');
    await Promise.all(leave.map((hangUpNow) => hangUpNow()));
    await release();
    await sale.rush();
    await sale.expectExact();
  });

  it('when a member disconnects right after the coupon was issued: pressing again returns the code', async () => {
    const sale = await openSale(server.database, { stock: 50, crowd: shoppers, works: 1 });
    const [press] = sale.presses();
    const leave = await pressed(server, press!.shopper, { coupon: sale.coupon, work: press!.work });
    while ((await countOf(server.database, 'coupon_user', `"coupon_id" = ${sale.coupon}`)) === 0);
    await leave();
    expect(await sale.press(press!)).toMatchObject({ kind: 'ok', fresh: false });
    await sale.expectExact();
  });

  it('when the server is asked to stop in the middle: every accepted press is answered', async () => {
    const sale = await openSale(server.database, { stock: 50, crowd: shoppers, works: 1 });
    // Opened before, so that all presses are inside when the signal comes.
    await Promise.all(shoppers.map(({ client }) => client.get('/healthz')));
    const presses = Promise.all(sale.presses().map((press) => sale.press(press)));
    await sale.history.until(({ tries }) => tries.length > 0);
    expect(await server.stop()).toBe(0);
    const lost = (await presses).filter(({ kind: known }) => known === 'unknown');
    expect(lost).toEqual([]);
    await server.restart();
    await sale.rush();
    await sale.expectExact();
  });
});
