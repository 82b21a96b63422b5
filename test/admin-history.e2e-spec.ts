import { aCoupon } from './builders/coupons.js';
import { anIssuedCoupon } from './builders/issued-coupon.js';
import { addedBy, auditLog, type Entry } from './support/audit-log.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator, type PanelAnswer, type PanelClient } from './support/panel-client.js';
import { expectRefusal } from './support/refusal.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import type { TestDatabase } from './support/test-database.js';

onEachDatabase('The history', (kind) => {
  let server: RunningServer;
  let database: TestDatabase;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    database = server.database;
    admin = await operator(server);
  });

  const entries = (): Promise<Entry[]> => auditLog(database);

  it('has nothing of acts that change nothing or are refused', async () => {
    const { id, coupon } = await anIssuedCoupon(server);
    await admin.act('issued-coupons', id, 'markUsed');
    const key = { delta: '5', request_key: `once-${id}` };
    await admin.act('coupons', coupon, 'adjustStock', key);
    const acts = [
      () => admin.act('issued-coupons', id, 'markUsed'),
      () => admin.act('issued-coupons', id, 'revoke'),
      () => admin.act('coupons', coupon, 'adjustStock', { delta: '-1000' }),
      () => admin.act('coupons', coupon, 'adjustStock', key),
      () => admin.act('coupons', coupon, 'delete'),
      () => admin.act('coupons', coupon, 'resume'),
      () => admin.act('users', 1, 'deactivate'),
    ];
    for (const act of acts) expect(await addedBy(database, act)).toEqual([]);
  });

  it.each(['adjustStock', 'markUsed', 'markUnused', 'revoke', 'deactivate'])(
    'needs a reason for %s: without one nothing is done',
    async (action) => {
      const { id, coupon } = await anIssuedCoupon(server);
      await member(server);
      const [{ id: other } = { id: 0 }] = await database.rows<{ id: number }>('SELECT max("id") AS "id" FROM "user"');
      const [resource, row] =
        action === 'adjustStock'
          ? ['coupons', coupon]
          : action === 'deactivate'
            ? ['users', other]
            : ['issued-coupons', id];
      const before = await admin.row(resource, row);
      for (const reason of ['', '  ', '가'.repeat(201)]) {
        const refused = await admin.act(resource, row, action, { delta: '1', reason });
        expectRefusal(refused, 400, 'INVALID');
        expect(refused.json<PanelAnswer>().record.errors['reason']?.message).toMatch(/[가-힣]/);
      }
      expect((await admin.row(resource, row)).params).toEqual(before.params);
    },
  );

  it('is listed newest first, and found by operator, action, target, words of the reason and time', async () => {
    const coupon = await aCoupon(database);
    const since = new Date().toISOString();
    await admin.act('coupons', coupon, 'adjustStock', { delta: '5', reason: '추가 예산' });
    await admin.act('coupons', coupon, 'adjustStock', { delta: '-5', reason: '취소' });
    await admin.act('coupons', coupon, 'pause');
    const found = async (query: string): Promise<unknown[]> =>
      (await admin.rows('history', `filters.target_kind=coupon&filters.target_id=${coupon}&${query}`)).map(
        ({ params }) => params['action'],
      );
    expect(await found('')).toEqual(['pause-coupon', 'adjust-stock', 'adjust-stock']);
    expect(await found('filters.action=adjust-stock')).toHaveLength(2);
    expect(await found(`filters.reason=${encodeURIComponent('예산')}`)).toEqual(['adjust-stock']);
    expect(await found(`filters.actor=${encodeURIComponent(ADMIN.email)}`)).toHaveLength(3);
    expect(await found('filters.actor=nobody')).toEqual([]);
    expect(await found(`filters.created_at~~from=${since}`)).toHaveLength(3);
    expect(await found(`filters.created_at~~to=${since}`)).toEqual([]);
    expectRefusal(await admin.get('/resources/history/actions/list?filters.action=forged'), 400, 'BAD_FILTER');
  });

  it('is shown to operators only', async () => {
    const stranger = await member(server);
    for (const path of ['actions/list', 'records/1/show']) {
      expectRefusal(await stranger.get(`/admin/api/resources/history/${path}`), 403, 'FORBIDDEN');
      expectRefusal(await server.client().get(`/admin/api/resources/history/${path}`), 403, 'NOT_AUTHENTICATED');
    }
  });

  it.each(['new', 'edit', 'delete', 'bulkDelete', 'search', 'hide'])('cannot be changed: no %s', async (action) => {
    const before = await entries();
    const fields = { actor: 'forged', action: 'log-in', reason: 'forged' };
    expectRefusal(await admin.post(`/resources/history/actions/${action}`, fields), 404, 'UNKNOWN_ACTION');
    expectRefusal(await admin.act('history', 1, action, fields), 404, 'UNKNOWN_ACTION');
    expectRefusal(await admin.post(`/resources/history/bulk/${action}?recordIds=1`, fields), 404, 'UNKNOWN_ACTION');
    expect(await entries()).toEqual(before);
  });
});
