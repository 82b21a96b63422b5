import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { holdLock } from './faults/held-lock.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { eventually } from './support/eventually.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator } from './support/panel-client.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

/** More presses than are always accepted (`StandingQueue`). */
const PRESSES = 300;

onEachDatabase('While presses come faster than they are answered', (kind) => {
  let server: RunningServer;
  let shoppers: Shopper[];
  let coupon: number;
  let works: number[];
  let release: () => Promise<void>;

  beforeEach(async () => {
    server = await startServer({ database: kind, env: { SECRET_KEY } });
    coupon = await aCoupon(server.database, { count: PRESSES });
    works = await Promise.all(Array.from({ length: PRESSES / 10 }, () => aWork(server.database)));
    shoppers = await crowd(server, 10);
    for (const { client } of shoppers) await client.get('/couponuser/');
  });

  const press = (index: number) =>
    shoppers[index % 10]!.client.post('/couponuser/', { coupon, work: works[Math.floor(index / 10)]! });
  const anonymousPress = () => server.client().post('/couponuser/', { coupon, work: works[0]! });

  it('further ones are refused before session and body are read, and all that wait are answered', async () => {
    const panel = await operator(server);
    release = await holdLock(server.database, coupon);
    const waiting = Array.from({ length: PRESSES }, (_, index) => press(index));
    const refused = await eventually(anonymousPress, ({ status }) => status !== 403);
    expectRefusal(refused, 503, 'OVERLOADED');
    expect(refused.header('retry-after')).toMatch(/^[123]$/);
    const malformed = await server
      .client()
      .request('POST', '/couponuser/', { raw: '{' }, { 'content-type': 'application/json' });
    expectRefusal(malformed, 503, 'OVERLOADED');
    expectRefusal(await press(0), 503, 'OVERLOADED');
    for (const path of ['/healthz', '/event/', '/work/', '/login-page/']) {
      expect((await server.client().get(path)).status).toBe(200);
    }
    expect((await panel.get('/dashboard')).status).toBe(200);
    await release();
    const answers = await Promise.all(waiting);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expectRefusal(await anonymousPress(), 403, 'NOT_AUTHENTICATED');
    expectRefusal(await press(0), 400, 'ALREADY_ISSUED');
  });
});
