import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { A_REASON, operator, type PanelClient, type PanelAnswer, type Row } from './support/panel-client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { countOf, insertRow } from './support/test-database.js';

/** With the rows that it refers to. */
type Movement = Row & { populated: Record<string, { title: string } | undefined> };

const TERMS = { name: '장부 쿠폰', discount_amount: '3000', discount_rate: '0', count: '5' };

onEachDatabase('The stock ledger', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;
  let second: PanelClient;
  let coupon: number;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
    const client = await member(server, 'second@example.com');
    await server.database.execute(`UPDATE "user" SET "is_admin" = $1 WHERE "email" = 'second@example.com'`, [true]);
    second = Object.assign(Object.create(admin) as PanelClient, { client });
    coupon = (await admin.create('coupons', TERMS)).json<PanelAnswer>().record.id;
  });

  const movements = (query: string): Promise<Movement[]> => admin.rows('stock-movements', query) as Promise<Movement[]>;

  /** Kind, units, who and why, newest first. */
  const told = (rows: Movement[]): unknown[] =>
    rows.map(({ params: { kind, delta, note }, populated }) => [kind, delta, populated['by_user']?.title, note]);

  it('lists every movement with kind, amount, operator and reason, newest first', async () => {
    await admin.act('coupons', coupon, 'adjustStock', { delta: '10', reason: '  추가 예산 승인 ' });
    await second.act('coupons', coupon, 'adjustStock', { delta: '-3' });
    const press = { coupon, work: await aWork(server.database) };
    const { id } = (await (await member(server)).post('/couponuser/', press)).json<{ id: number }>();
    await second.act('issued-coupons', id, 'revoke');
    expect(told(await movements(`filters.coupon=${coupon}`))).toEqual([
      ['returned', 1, 'second@example.com', A_REASON],
      ['issued', -1, undefined, null],
      ['adjusted', -3, 'second@example.com', A_REASON],
      ['adjusted', 10, ADMIN.email, '추가 예산 승인'],
      ['opening', 5, ADMIN.email, null],
    ]);
  });

  it('answers who changed the stock at 12:03', async () => {
    const at = (time: string): Date => new Date(`2026-10-01T${time}+09:00`);
    const movement = (time: string, kind: string, by_user_id: number | null): Promise<number> =>
      insertRow(server.database, 'stock_movement', {
        coupon_id: coupon,
        kind,
        delta: 0,
        by_user_id,
        created_at: at(time),
      });
    await movement('12:02:59.999', 'adjusted', 1);
    await movement('12:03:00.000', 'issued', null);
    await movement('12:03:59.999', 'adjusted', 2);
    await movement('12:04:00.000', 'adjusted', 1);
    const [from, to] = ['2026-10-01T12:03:00.000+09:00', '2026-10-01T12:03:59.999+09:00'].map(encodeURIComponent);
    const minute = `filters.coupon=${coupon}&filters.created_at~~from=${from}&filters.created_at~~to=${to}`;
    expect(told(await movements(`${minute}&filters.kind=adjusted`))).toEqual([
      ['adjusted', 0, 'second@example.com', null],
    ]);
    expect(await movements(`${minute}&filters.by_user=1`)).toEqual([]);
    expect(await movements(minute)).toHaveLength(2);
    const [{ params } = { params: {} }] = await movements(minute);
    expect(params).toMatchObject({ created_at: at('12:03:59.999').toISOString(), time_zone: 'Asia/Seoul' });
    await server.database.execute('DELETE FROM "stock_movement" WHERE "delta" = 0');
  });

  it('is found by the operator and by words of the reason', async () => {
    expect(await movements('filters.by_user=2')).toHaveLength(2);
    expect(told(await movements(`filters.note=${encodeURIComponent('예산')}`))).toEqual([
      ['adjusted', 10, ADMIN.email, '추가 예산 승인'],
    ]);
    expectRefusal(await admin.get('/resources/stock-movements/actions/list?filters.kind=stolen'), 400, 'BAD_FILTER');
  });

  it('shows the last 50 at once, and the older ones on request', async () => {
    const many = await aCoupon(server.database, { count: 60 });
    for (let step = 1; step <= 60; step++) {
      const row = { coupon_id: many, kind: 'adjusted', delta: 0, created_at: new Date() };
      await insertRow(server.database, 'stock_movement', row);
    }
    const page = (number: number): Promise<Movement[]> => movements(`filters.coupon=${many}&perPage=50&page=${number}`);
    const [newest, older] = [await page(1), await page(2)];
    expect([newest.length, older.length]).toEqual([50, 11]);
    expect(older.at(-1)!.params['kind']).toBe('opening');
  });

  it.each(['new', 'edit', 'delete', 'bulkDelete', 'search'])(
    'is not written through the panel: no %s',
    async (action) => {
      const before = await countOf(server.database, 'stock_movement');
      const fields = { delta: '1', kind: 'adjusted', coupon: String(coupon) };
      expectRefusal(await admin.post(`/resources/stock-movements/actions/${action}`, fields), 404, 'UNKNOWN_ACTION');
      expectRefusal(await admin.act('stock-movements', 1, action, fields), 404, 'UNKNOWN_ACTION');
      const bulk = await admin.post(`/resources/stock-movements/bulk/${action}?recordIds=1`, fields);
      expectRefusal(bulk, 404, 'UNKNOWN_ACTION');
      expect(await countOf(server.database, 'stock_movement')).toBe(before);
    },
  );

  it('takes a reason of 200 characters, and says beside the field that 201 are too many', async () => {
    const kept = await admin.act('coupons', coupon, 'adjustStock', { delta: '1', reason: '가'.repeat(200) });
    expect(kept.status).toBe(200);
    const left = (await admin.row('coupons', coupon)).params['count'];
    const answer = await admin.act('coupons', coupon, 'adjustStock', { delta: '1', reason: '가'.repeat(201) });
    expectRefusal(answer, 400, 'INVALID');
    expect(answer.json<PanelAnswer>().record.errors['reason']?.message).toContain('200');
    expect((await admin.row('coupons', coupon)).params['count']).toBe(left);
  });
});
