import { openSale } from './history/sale.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { operator } from './support/panel-client.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';

const env = { SECRET_KEY };

onEachDatabase('All answers agree with the database', (kind) => {
  let server: RunningServer;
  let shoppers: Shopper[];

  beforeAll(async () => {
    server = await startServer({ database: kind, env });
    shoppers = await crowd(server, 150);
  });

  it('when 150 members press twice for each of two works, and the stock covers half of it', async () => {
    const sale = await openSale(server.database, { stock: 150, crowd: shoppers });
    await sale.rush({ atOnce: 600, presses: [...sale.presses(), ...sale.presses()] });
    await sale.expectExact();
  });

  it('when few members press at a time, so that most batches have one press', async () => {
    const sale = await openSale(server.database, { stock: 100, crowd: shoppers.slice(0, 60) });
    await sale.rush({ atOnce: 2 });
    await sale.expectExact();
  });

  it('when the stock covers all members', async () => {
    const sale = await openSale(server.database, { stock: 1_000, crowd: shoppers });
    await sale.rush({ atOnce: 100 });
    await sale.expectExact();
  });

  it('while an operator adds to the stock, takes from it, and revokes what was issued', async () => {
    const admin = await operator(server);
    const sale = await openSale(server.database, { stock: 60, crowd: shoppers.slice(0, 80) });
    const rush = sale.rush({ atOnce: 8 });
    for (const [after, delta] of [
      [10, '25'],
      [20, '-5'],
      [30, '20'],
    ] as const) {
      await sale.told(after);
      await admin.act('coupons', sale.coupon, 'adjustStock', { delta });
    }
    await rush;
    const [first] = await admin.rows('issued-coupons', `filters.coupon=${sale.coupon}`);
    await admin.act('issued-coupons', first!.id, 'revoke');
    await sale.expectExact();
  });

  it('when the members press at two processes at once', async () => {
    const second = await startServer({ database: server.database, env });
    const sale = await openSale(server.database, { stock: 120, crowd: shoppers });
    const twice = sale.presses().flatMap((press) => [press, press]);
    await sale.rush({ atOnce: 64, presses: twice, doors: [server, second] });
    await sale.expectExact();
    await second.stop();
  });
});
