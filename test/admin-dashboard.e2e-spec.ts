import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';
import { verification } from './support/verification.js';

type Card = { id: number; name: string; left: number; issued: number; used: number; revoked: number };
type Dashboard = { works: number; members: number; issued: number; couponCount: number; coupons: Card[] };

const DAY_MS = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);

onEachDatabase('The dashboard', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
  });

  const dashboard = async (): Promise<Dashboard> => (await admin.get('/dashboard')).json<Dashboard>();

  it('shows what a count of all rows would show, after presses, uses and revocations', async () => {
    const [first, second] = [
      await aCoupon(server.database, { count: 50 }),
      await aCoupon(server.database, { count: 9 }),
    ];
    const work = await aWork(server.database);
    const issued: number[] = [];
    for (const coupon of [first, first, first, first, second]) {
      const answer = await (await member(server)).post('/couponuser/', { coupon, work });
      issued.push(answer.json<{ id: number }>().id);
    }
    await admin.act('coupons', second, 'adjustStock', { delta: '-3' });
    await Promise.all([0, 1].map((place) => admin.act('issued-coupons', issued[place]!, 'markUsed')));
    await admin.act('issued-coupons', issued[0]!, 'markUsed');
    await admin.act('issued-coupons', issued[1]!, 'markUnused');
    for (let twice = 0; twice < 2; twice++) await admin.act('issued-coupons', issued[2]!, 'revoke');
    const shown = await dashboard();
    for (const coupon of [first, second]) {
      const rows = (where: string): Promise<number> =>
        countOf(server.database, 'coupon_user', `coupon_id = ${coupon} AND ${where}`);
      const [left] = await server.database.rows<{ count: number }>(`SELECT "count" FROM coupon WHERE id = ${coupon}`);
      expect(shown.coupons.find(({ id }) => id === coupon)).toMatchObject({
        left: left!.count,
        issued: await rows('revoked_at IS NULL'),
        used: await rows('is_used AND revoked_at IS NULL'),
        revoked: await rows('revoked_at IS NOT NULL'),
      });
    }
    expect(shown).toMatchObject({
      works: await countOf(server.database, 'work', 'NOT is_hidden'),
      members: await countOf(server.database, 'user', 'is_active'),
      issued: await countOf(server.database, 'coupon_user', 'revoked_at IS NULL'),
    });
    expect((await verification(server.database)).found).toEqual([]);
  });

  it('lists the coupons that need attention first, and shows the total', async () => {
    await server.database.execute('UPDATE "coupon" SET "is_hidden" = $1', [true]);
    const hidden = await countOf(server.database, 'coupon');
    const name = (text: string): { name: string } => ({ name: text });
    await aCoupon(server.database, { ...name('ended long ago'), ends_at: inDays(-9) });
    await aCoupon(server.database, { ...name('paused'), paused: true });
    await aCoupon(server.database, { ...name('ended just now'), ends_at: inDays(-1), paused: true });
    await aCoupon(server.database, { ...name('starts next week'), starts_at: inDays(7) });
    await aCoupon(server.database, { ...name('sold out'), count: 0 });
    await aCoupon(server.database, { ...name('starts tomorrow'), starts_at: inDays(1) });
    await aCoupon(server.database, { ...name('running'), starts_at: inDays(-1), ends_at: inDays(1) });
    const order = [
      'running',
      'starts tomorrow',
      'starts next week',
      'paused',
      'sold out',
      'ended just now',
      'ended long ago',
    ];
    const shown = await dashboard();
    expect(shown.coupons.slice(0, order.length).map((card) => card.name)).toEqual(order);
    expect(shown.couponCount).toBe(order.length + hidden);
    for (let more = 0; more < 20; more++)
      await aCoupon(server.database, { ...name(`ended ${more}`), ends_at: inDays(-2 - more) });
    await aCoupon(server.database, name('running 2'));
    const full = await dashboard();
    expect(full.coupons).toHaveLength(20);
    expect(full.coupons.slice(0, 2).map((card) => card.name)).toEqual(['running 2', 'running']);
    expect(full.couponCount).toBe(order.length + hidden + 21);
    for (let more = 3; more < 25; more++) await aCoupon(server.database, name(`running ${more}`));
    expect((await dashboard()).coupons[0]!.name).toBe('running 24');
  });
});
