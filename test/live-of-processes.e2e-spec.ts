import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { live, liveHistory, liveWith, seen } from './support/live.js';
import { onPostgres } from './support/on-each-database.js';
import { operator } from './support/panel-client.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';

const env = { SECRET_KEY };

onPostgres('The live view of several processes', () => {
  let servers: RunningServer[];
  let shoppers: Shopper[];
  let work: number;

  beforeAll(async () => {
    const first = await startServer({ database: 'postgres', env });
    const second = await startServer({ database: first.database, env: { ...env, WORKERS: '2' } });
    servers = [first, second];
    work = await aWork(first.database);
    shoppers = await crowd(first, 30);
  });

  /** Half of the presses go to each service. */
  async function pressAll(coupon: number): Promise<void> {
    for (const [place, { client }] of shoppers.entries()) {
      const other = servers[place % 2]!.client();
      other.cookies.set('sessionid', client.cookies.get('sessionid')!);
      await other.post('/couponuser/', { coupon, work });
    }
  }

  it('adds up what all of them issued, workers included, whichever is asked', async () => {
    const { database } = servers[0]!;
    const coupon = await aCoupon(database);
    await pressAll(coupon);
    for (const server of servers) {
      const now = await liveWith(await operator(server), coupon, shoppers.length);
      expect(seen(now)).toEqual({ presses: shoppers.length, issued: shoppers.length });
      expect(now).toMatchObject({ remaining: 100 - shoppers.length, issued: shoppers.length });
    }
    expect(await countOf(database, 'live_sample', `coupon_id = ${coupon} AND issued > 0`)).toBeGreaterThanOrEqual(2);
  });

  it('outlives the restart of a process', async () => {
    const coupon = await aCoupon(servers[0]!.database);
    await pressAll(coupon);
    await liveWith(await operator(servers[0]!), coupon, shoppers.length);
    await servers[0]!.restart();
    expect(seen(await liveHistory(await operator(servers[0]!), coupon)).issued).toBe(shoppers.length);
  });

  it('knows nothing of the time before the table was emptied by a crash of the database', async () => {
    const [, server] = servers;
    const coupon = await aCoupon(server!.database);
    await server!.database.execute('TRUNCATE live_sample');
    await pressAll(coupon);
    const now = await liveWith(await operator(server!), coupon, shoppers.length);
    expect(now.since).toBe(now.points[0]![0]);
    expect((await live(await operator(server!), coupon)).until - now.since).toBeLessThan(120);
  });
});
