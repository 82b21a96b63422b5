import { ROLES } from '../src/account/role.js';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { eventually } from './support/eventually.js';
import { live, liveHistory, liveWith, refusedBy, seen } from './support/live.js';
import { member, members } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator, PanelClient, withRole } from './support/panel-client.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';
import { verification } from './support/verification.js';

const HOSTILE = `<img src=x onerror="alert(1)">\u202E겨울🎟️${'쿠'.repeat(60)}`;
/** A snapshot is read again after 0.9 s, at the earliest. */
const MAX_AGE_MS = 900;

onEachDatabase('The live view', (kind) => {
  let server: RunningServer;
  let owner: PanelClient;
  let work: number;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    owner = await operator(server);
    work = await aWork(server.database);
  });

  it('shows the presses, what was issued, and why the others were refused', async () => {
    const coupon = await aCoupon(server.database, { name: HOSTILE, count: 3 });
    const crowd = await members(server, 5);
    const press = (place: number, body = { coupon, work }): Promise<unknown> =>
      crowd[place]!.post('/couponuser/', body);
    for (const place of [0, 0, 1, 2, 3]) await press(place);
    await owner.act('coupons', coupon, 'adjustStock', { delta: '5' });
    await press(4, { coupon, work: 999_999 });
    await owner.act('coupons', coupon, 'pause');
    await press(4);
    const now = await liveWith(owner, coupon, 7);
    expect(seen(now)).toEqual({ presses: 7, issued: 3 });
    expect(refusedBy(now.refused)).toEqual({ ALREADY_ISSUED: 1, SOLD_OUT: 1, DOES_NOT_EXIST: 1, PAUSED: 1 });
    expect(now).toMatchObject({ name: HOSTILE, state: 'paused', isPaused: true, remaining: 5, issued: 3 });
    expect(now.batches!.meanSize).toBeGreaterThanOrEqual(1);
    expect(now.batches!.longestWaitMs).toBeGreaterThanOrEqual(0);
    expect(seen(await liveHistory(owner, coupon))).toEqual({ presses: 7, issued: 3 });
    expect(seen(await liveHistory((await withRole(server, 'support')).panel, coupon))).toEqual({
      presses: 7,
      issued: 3,
    });
  });

  it('of an idle event has the numbers of the database, which "npm run verify" finds correct', async () => {
    const coupon = await aCoupon(server.database, { count: 10 });
    const issued: number[] = [];
    for (const client of await members(server, 4)) {
      issued.push((await client.post('/couponuser/', { coupon, work })).json<{ id: number }>().id);
    }
    await owner.act('issued-coupons', issued[0]!, 'markUsed');
    await owner.act('issued-coupons', issued[1]!, 'revoke');
    await owner.act('coupons', coupon, 'adjustStock', { delta: '-2' });
    const rows = (where = '1 = 1'): Promise<number> =>
      countOf(server.database, 'coupon_user', `coupon_id = ${coupon} AND ${where}`);
    const [row] = await server.database.rows<{ count: number }>(`SELECT "count" FROM coupon WHERE id = ${coupon}`);
    expect(await live(owner, coupon)).toMatchObject({
      remaining: row!.count,
      issued: await rows(),
      used: await rows('is_used AND revoked_at IS NULL'),
      revoked: await rows('revoked_at IS NOT NULL'),
    });
    expect((await verification(server.database)).found).toEqual([]);
  });

  it('does not know the rates of a process that has just started, and says so', async () => {
    const coupon = await aCoupon(server.database);
    const fresh = await startServer({ database: kind });
    const panel = await operator(fresh);
    const id = await aCoupon(fresh.database);
    const known = await eventually(
      async () => {
        const now = await live(panel, id);
        expect(now.rates === null).toBe(now.since > now.until - 4);
        expect(now.until - now.since).toBeLessThan(899);
        return now;
      },
      ({ rates }) => rates !== null,
    );
    expect(known).toMatchObject({ rates: { presses: 0, issued: 0 }, batches: null, refused: [], points: [] });
    await fresh.stop();
    expect((await live(owner, coupon)).points).toEqual([]);
  });

  it('is read from the database about once a second, however many look', async () => {
    const coupon = await aCoupon(server.database);
    const startedAt = performance.now();
    const at = new Set<number>();
    for (let look = 0; look < 60; look++) at.add((await live(owner, coupon)).at);
    const windows = Math.ceil((performance.now() - startedAt) / MAX_AGE_MS);
    expect(at.size).toBeLessThanOrEqual(windows + 1);
  });

  it('counts presses for invented coupons apart', async () => {
    const coupon = await aCoupon(server.database);
    const client = await member(server);
    for (let id = 900_000; id < 900_004; id++) await client.post('/couponuser/', { coupon: id, work });
    const now = await eventually(
      () => live(owner, coupon),
      ({ unattributed }) => refusedBy(unattributed)['DOES_NOT_EXIST'] === 4,
    );
    expect(refusedBy(now.unattributed)).toEqual({ DOES_NOT_EXIST: 4 });
    expect(now.points).toEqual([]);
    expectRefusal(await owner.get('/live/900000'), 404, 'NOT_FOUND');
  });

  it('is for accounts with a role, and a change of the role counts at the next request', async () => {
    const coupon = await aCoupon(server.database);
    const paths = [`/live/${coupon}`, `/live/${coupon}/history`];
    const [stranger, visitor] = [
      new PanelClient(await member(server), server),
      new PanelClient(server.client(), server),
    ];
    for (const path of paths) {
      expectRefusal(await visitor.get(path), 403, 'NOT_AUTHENTICATED');
      expectRefusal(await stranger.get(path), 403, 'FORBIDDEN');
      for (const role of ROLES) {
        const { panel } = await withRole(server, role);
        expect([role, (await panel.get(path)).status]).toEqual([role, 200]);
      }
    }
    const { panel: support } = await withRole(server, 'support');
    expect((await support.get(paths[0]!)).status).toBe(200);
    await server.database.execute(`UPDATE "user" SET "is_admin" = $1, "role" = NULL WHERE "role" = 'support'`, [false]);
    for (const path of paths) expectRefusal(await support.get(path), 403, 'FORBIDDEN');
  });

  it('shows a hidden coupon, knows no other ones, and answers by GET only', async () => {
    const hidden = await aCoupon(server.database, { is_hidden: true });
    expect(await live(owner, hidden)).toMatchObject({ isHidden: true, remaining: 100 });
    for (const id of ['0', '2000000000', '99999999999', 'x', '1e3', '-1']) {
      expectRefusal(await owner.get(`/live/${id}`), 404, 'NOT_FOUND');
      expectRefusal(await owner.get(`/live/${id}/history`), 404, 'NOT_FOUND');
    }
    expectRefusal(await owner.post(`/live/${hidden}`), 405, 'METHOD_NOT_ALLOWED');
    expect((await owner.get(`/live/${hidden}`)).header('cache-control')).toBe('no-store');
  });
});
