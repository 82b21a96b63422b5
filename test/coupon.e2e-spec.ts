import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { operator } from './support/panel-client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal, expectRefusalWith } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

const TERMS = ['id', 'name', 'discount_amount', 'discount_rate', 'count', 'created_at', 'updated_at'];
const FIELDS = [...TERMS, 'starts_at', 'ends_at', 'paused'];

onEachDatabase('A coupon', (kind) => {
  let server: RunningServer;
  let id: number;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    id = await aCoupon(server.database, { name: '가을 <쿠폰>', discount_amount: 3000, discount_rate: 15, count: 7 });
    await aCoupon(server.database);
  });

  it('is shown to anyone, alone and in the list by id', async () => {
    const client = server.client();
    const alone = (await client.get(`/coupon/${id}/`)).json();
    expect(alone).toMatchObject({ id, name: '가을 <쿠폰>', discount_amount: 3000, discount_rate: 15, count: 7 });
    expect(Object.keys(alone)).toEqual(FIELDS);
    const list = (await client.get('/coupon/')).json<unknown[]>();
    expect(list).toHaveLength(2);
    expect(list[0]).toEqual(alone);
  });

  it('says when its event starts and ends, and whether it is paused, as soon as that changes', async () => {
    const coupon = await aCoupon(server.database);
    const shown = async (): Promise<Record<string, unknown>> => {
      const client = server.client();
      const alone = (await client.get(`/coupon/${coupon}/`)).json();
      const list = (await client.get('/coupon/')).json<{ id: number }[]>();
      expect(list.find(({ id }) => id === coupon)).toEqual(alone);
      return alone;
    };
    expect(await shown()).toMatchObject({ starts_at: null, ends_at: null, paused: false });
    const admin = await operator(server);
    await admin.act('coupons', coupon, 'edit', {
      starts_at: '2030-01-01 09:00',
      ends_at: '2030-01-02 09:00',
      time_zone: 'Asia/Seoul',
    });
    await admin.act('coupons', coupon, 'pause');
    expect(await shown()).toMatchObject({
      starts_at: '2030-01-01T00:00:00.000Z',
      ends_at: '2030-01-02T00:00:00.000Z',
      paused: true,
    });
  });

  it('is the same on the paths without a slash', async () => {
    const client = server.client();
    expect((await client.get('/coupon')).text).toBe((await client.get('/coupon/')).text);
    expect((await client.get(`/coupon/${id}`)).text).toBe((await client.get(`/coupon/${id}/`)).text);
  });

  it('shows what is left after a unit was issued', async () => {
    const coupon = await aCoupon(server.database, { count: 5 });
    const work = await aWork(server.database);
    expect((await (await member(server)).post('/couponuser/', { coupon, work })).status).toBe(201);
    expect((await server.client().get(`/coupon/${coupon}/`)).json()['count']).toBe(4);
  });

  it.each(['99', '0', '-1', '1.5', 'abc', '1e99', '2147483648', '9223372036854775808', '1%00', '١', 'NaN', 'null'])(
    'is not found under the id %s',
    async (text) => {
      const answer = await server.client().get(`/coupon/${encodeURI(text).replace('%2500', '%00')}/`);
      expectRefusalWith(answer, 404, 'NOT_FOUND', { detail: '찾을 수 없습니다.' });
    },
  );

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('cannot be changed by %s, by members either', async (method) => {
    const client = await member(server);
    for (const path of ['/coupon/', `/coupon/${id}/`]) {
      const answer = await client.request(method, path, { json: { count: 1000 } });
      expectRefusal(answer, 405, 'METHOD_NOT_ALLOWED');
      expect(answer.header('allow')).toContain('GET');
    }
    expect((await client.get(`/coupon/${id}/`)).json()['count']).toBe(7);
  });

  it('cannot have a negative stock, amount or rate in the table', async () => {
    for (const column of ['count', 'discount_amount', 'discount_rate']) {
      const update = server.database.execute(`UPDATE "coupon" SET "${column}" = -1 WHERE "id" = $1`, [id]);
      await expect(update).rejects.toThrow(/check/i);
    }
  });
});
