import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { holdLock } from './faults/held-lock.js';
import type { Answer } from './support/answer.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { eventually } from './support/eventually.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator } from './support/panel-client.js';
import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';

/** So many presses are always accepted (`StandingQueue`). */
const ACCEPTED = 256;
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

  const malformedPress = () =>
    server.client().request('POST', '/couponuser/', { raw: '{' }, { 'content-type': 'application/json' });

  it('presses are accepted, however many clients never finish sending one', async () => {
    const head =
      'POST /couponuser/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 25\r\n\r\n{';
    const slow = await Promise.all(Array.from({ length: PRESSES }, () => RawConnection.open(server)));
    for (const connection of slow) await connection.send(head);
    for (let index = 0; index < PRESSES; index += 10) expect((await press(index)).status).toBe(201);
    await Promise.all(slow.map((connection) => connection.close()));
  });

  it('further ones are refused before session and body are read, and all that wait are answered', async () => {
    const panel = await operator(server);
    // Loads the panel, which takes longer than the lock may be held.
    expect((await panel.get('/dashboard')).status).toBe(200);
    release = await holdLock(server.database, coupon);
    const waiting = Array.from({ length: PRESSES }, (_, index) => press(index));
    const isRefused = ({ status }: Answer): boolean => status === 503;
    // Without a refusal, the first would get 403 and the second 400.
    const refused = await Promise.all([eventually(anonymousPress, isRefused), eventually(malformedPress, isRefused)]);
    for (const answer of refused) {
      expectRefusal(answer, 503, 'OVERLOADED');
      expect(answer.header('retry-after')).toMatch(/^[123]$/);
    }
    const others = await Promise.all([
      panel.get('/dashboard'),
      ...['/healthz', '/event/', '/work/', '/login-page/'].map((path) => server.client().get(path)),
    ]);
    expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const again = press(0);
    await release();
    const statuses = (await Promise.all(waiting)).map(({ status }) => status);
    // The last of them may have come when the others had waited for long.
    expect(new Set([...statuses, 503])).toEqual(new Set([201, 503]));
    const issued = statuses.filter((status) => status === 201).length;
    expect(issued).toBeGreaterThanOrEqual(ACCEPTED);
    expect(await countOf(server.database, 'coupon_user')).toBe(issued);
    // It waited for room, or came when there was room again.
    expectRefusal(await again, 400, 'ALREADY_ISSUED');
    expectRefusal(await anonymousPress(), 403, 'NOT_AUTHENTICATED');
  });
});
