import { openSale } from './history/sale.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { operator } from './support/panel-client.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';

const env = { SECRET_KEY };
const soldOut = { kind: 'refused', reason: 'SOLD_OUT' };

onEachDatabase('Once it is sold out', (kind) => {
  let first: RunningServer;
  let second: RunningServer;
  let shoppers: Shopper[];

  beforeAll(async () => {
    first = await startServer({ database: kind, env });
    second = await startServer({ database: first.database, env });
    shoppers = await crowd(first, 6);
  });

  it('stock that comes back is issued at once, in the process that added it and in any other', async () => {
    const admin = await operator(first);
    const sale = await openSale(first.database, { stock: 1, crowd: shoppers, works: 1 });
    const [one, two, three, ...others] = sale.presses();
    expect(await sale.press(one!)).toMatchObject({ kind: 'ok' });
    // Pressed twice at each: the second time, a process knows that there was nothing left.
    for (const door of [first, second, first, second]) expect(await sale.press(others[0]!, door)).toEqual(soldOut);
    await admin.act('coupons', sale.coupon, 'adjustStock', { delta: '1' });
    expect(await sale.press(two!, second)).toMatchObject({ kind: 'ok', fresh: true });
    for (const door of [first, second, first, second]) expect(await sale.press(others[0]!, door)).toEqual(soldOut);
    await admin.act('coupons', sale.coupon, 'adjustStock', { delta: '1' });
    expect(await sale.press(three!, first)).toMatchObject({ kind: 'ok', fresh: true });
    await sale.expectExact();
  });

  it('a revoked coupon goes to the next member who presses, and never back to the former holder', async () => {
    const admin = await operator(first);
    const sale = await openSale(first.database, { stock: 1, crowd: shoppers, works: 1 });
    const [one, two] = sale.presses();
    await sale.press(one!);
    for (const door of [first, second, first, second]) expect(await sale.press(two!, door)).toEqual(soldOut);
    const [row] = await admin.rows('issued-coupons', `filters.coupon=${sale.coupon}`);
    await admin.act('issued-coupons', row!.id, 'revoke');
    const { client } = one!.shopper;
    const held = (await client.get('/couponuser/')).json<{ coupon: number }[]>();
    expect(held.filter(({ coupon }) => coupon === sale.coupon)).toEqual([]);
    expect((await client.get(`/couponuser/${row!.id}/`)).status).toBe(404);
    expect(await sale.press(one!)).toEqual({ kind: 'refused', reason: 'REVOKED' });
    expect(await sale.press(two!, second)).toMatchObject({ kind: 'ok', fresh: true });
    expect(await sale.press(one!)).toEqual({ kind: 'refused', reason: 'REVOKED' });
    await sale.expectExact();
  });

  it('a member who holds the coupon still gets its code, in every process', async () => {
    const sale = await openSale(first.database, { stock: 1, crowd: shoppers, works: 1 });
    const [one, two] = sale.presses();
    await sale.press(one!);
    for (const door of [first, second]) {
      for (let time = 0; time < 2; time++) expect(await sale.press(two!, door)).toEqual(soldOut);
      expect(await sale.press(one!, door)).toMatchObject({ kind: 'ok', fresh: false });
    }
    await sale.expectExact();
  });
});
