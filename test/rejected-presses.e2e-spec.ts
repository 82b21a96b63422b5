import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { SECRET_KEY } from './support/crowd.js';
import { onEachDatabase, onPostgres } from './support/on-each-database.js';
import { operator } from './support/panel-client.js';
import { presser, refusalOf, rejected, rejectedTimes, type Pressed, type Presser } from './support/rejected-presses.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf, type TestDatabase } from './support/test-database.js';

const PAST = new Date('2020-01-01T00:00:00Z');
const FUTURE = new Date('2099-01-01T00:00:00Z');

onEachDatabase('Rejected presses', (kind) => {
  let server: RunningServer;
  let database: TestDatabase;
  let member: Presser;
  let work: number;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    database = server.database;
    member = await presser(server);
    work = await aWork(database);
  });

  const shapes: Readonly<Record<string, () => Promise<Pressed>>> = {
    SOLD_OUT: async () => ({ coupon: await aCoupon(database, { count: 0 }), work }),
    NOT_STARTED: async () => ({ coupon: await aCoupon(database, { starts_at: FUTURE }), work }),
    ENDED: async () => ({ coupon: await aCoupon(database, { ends_at: PAST }), work }),
    PAUSED: async () => ({ coupon: await aCoupon(database, { paused: true }), work }),
    DOES_NOT_EXIST: async () => ({ coupon: await aCoupon(database, { is_hidden: true }), work }),
    REVOKED: async () => {
      const press = { coupon: await aCoupon(database), work };
      const issued = (await member.client.post('/couponuser/', press)).json<{ id: number }>();
      await (await operator(server)).act('issued-coupons', issued.id, 'revoke');
      return press;
    },
  };

  it.each(Object.keys(shapes))('are recorded with their number, first and last instant: %s', async (reason) => {
    const press = await shapes[reason]!();
    const since = Date.now();
    expect(await refusalOf(member, press)).toBe(reason);
    const between = Date.now();
    expect(await refusalOf(member, press)).toBe(reason);
    const until = Date.now();
    const row = await rejectedTimes(database, member.id, press, 2);
    expect(row).toMatchObject({ presses: 2, lastReason: reason });
    expect(row!.firstAt).toBeGreaterThanOrEqual(since);
    expect(row!.firstAt).toBeLessThanOrEqual(between);
    expect(row!.lastAt).toBeGreaterThanOrEqual(between);
    expect(row!.lastAt).toBeLessThanOrEqual(until);
  });

  it('of the form of the event page and of unusual JSON are recorded as those of the fast path', async () => {
    const press = { coupon: await aCoupon(database, { count: 0 }), work };
    const form = `coupon=${press.coupon}&work=${press.work}`;
    const here = { origin: server.baseUrl };
    const type = { 'content-type': 'application/x-www-form-urlencoded', ...here };
    expect((await member.client.request('POST', '/event/', { raw: form }, type)).status).toBe(400);
    expect(
      (
        await member.client.request(
          'POST',
          '/couponuser/?',
          { raw: JSON.stringify(press) },
          {
            'content-type': 'application/json',
          },
        )
      ).status,
    ).toBe(400);
    expect(await rejectedTimes(database, member.id, press, 2)).toMatchObject({ presses: 2, lastReason: 'SOLD_OUT' });
  });

  it('are added to the row of earlier ones, which keeps its first instant and takes the last reason', async () => {
    const press = { coupon: await aCoupon(database, { count: 0, paused: true }), work };
    await refusalOf(member, press);
    const before = await rejectedTimes(database, member.id, press, 1);
    await database.execute('UPDATE "coupon" SET "paused" = $1 WHERE "id" = $2', [false, press.coupon]);
    await refusalOf(member, press);
    const after = await rejectedTimes(database, member.id, press, 2);
    expect(before).toMatchObject({ presses: 1, lastReason: 'PAUSED' });
    expect(after).toMatchObject({ presses: 2, lastReason: 'SOLD_OUT', firstAt: before!.firstAt });
    expect(after!.lastAt).toBeGreaterThanOrEqual(before!.lastAt);
  });

  it('are no presses that got the coupon, now or before, and none of ids that nobody has given', async () => {
    const press = { coupon: await aCoupon(database), work };
    const rows = await countOf(database, 'rejected_press');
    expect(await refusalOf(member, press)).toBeUndefined();
    expect(await refusalOf(member, press)).toBe('ALREADY_ISSUED');
    for (const invented of [
      { coupon: 2_000_000_000, work },
      { coupon: press.coupon, work: 2_000_000_000 },
    ]) {
      expect(await refusalOf(member, invented)).toBe('DOES_NOT_EXIST');
    }
    // Written after the presses above, or together with them.
    const last = await shapes['SOLD_OUT']!();
    await refusalOf(member, last);
    await rejectedTimes(database, member.id, last, 1);
    expect(await countOf(database, 'rejected_press')).toBe(rows + 1);
  });

  it('do not keep an operator from deleting a coupon or a work, and stay', async () => {
    const panel = await operator(server);
    const press = { coupon: await aCoupon(database, { count: 0 }), work: await aWork(database) };
    await refusalOf(member, press);
    await rejectedTimes(database, member.id, press, 1);
    expect((await panel.act('coupons', press.coupon, 'delete')).status).toBe(200);
    expect((await panel.act('works', press.work, 'delete')).status).toBe(200);
    expect(await rejected(database, member.id, press)).toMatchObject({ presses: 1 });
  });
});

onEachDatabase('The record of rejected presses', (kind) => {
  it('is written when the service stops, and goes on after a restart', async () => {
    const server = await startServer({ database: kind, env: { SECRET_KEY } });
    const member = await presser(server);
    const press = { coupon: await aCoupon(server.database, { count: 0 }), work: await aWork(server.database) };
    await refusalOf(member, press);
    expect(await server.stop()).toBe(0);
    const first = await rejected(server.database, member.id, press);
    expect(first).toMatchObject({ presses: 1 });
    await server.start();
    await refusalOf(member, press);
    expect(await server.stop()).toBe(0);
    expect(await rejected(server.database, member.id, press)).toMatchObject({ presses: 2, firstAt: first!.firstAt });
  });

  it('has presses beyond the limit of a member, if the same press was sent before', async () => {
    const server = await startServer({ database: kind, env: { LIMIT_ISSUE: '2/hour' } });
    const member = await presser(server);
    const press = { coupon: await aCoupon(server.database, { count: 0 }), work: await aWork(server.database) };
    const codes = [];
    for (let time = 0; time < 4; time++) codes.push(await refusalOf(member, press));
    expect(codes).toEqual(['SOLD_OUT', 'SOLD_OUT', 'THROTTLED', 'THROTTLED']);
    expect(await rejectedTimes(server.database, member.id, press, 4)).toMatchObject({
      presses: 4,
      lastReason: 'THROTTLED',
    });
  });
});

onPostgres('The rejected presses of two processes', () => {
  it('add up', async () => {
    const first = await startServer({ database: 'postgres', env: { SECRET_KEY } });
    const { database } = first;
    const second = await startServer({ database, env: { SECRET_KEY } });
    const member = await presser(first);
    const press = { coupon: await aCoupon(database, { count: 0 }), work: await aWork(database) };
    const elsewhere = { ...member, client: member.client.at(second) };
    const since = Date.now();
    const presses = Array.from({ length: 40 }, (_, place) => refusalOf(place % 2 ? member : elsewhere, press));
    expect(new Set(await Promise.all(presses))).toEqual(new Set(['SOLD_OUT']));
    const until = Date.now();
    expect(await Promise.all([first.stop(), second.stop()])).toEqual([0, 0]);
    const row = (await rejected(database, member.id, press))!;
    expect(row.presses).toBe(40);
    expect([row.firstAt >= since, row.lastAt <= until, row.firstAt <= row.lastAt]).toEqual([true, true, true]);
  });
});
