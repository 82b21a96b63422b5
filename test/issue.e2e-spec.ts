import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import type { Client } from './support/client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal, expectRefusalWith } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';

const FIELDS = ['id', 'coupon', 'work', 'user', 'code', 'is_used', 'created_at', 'updated_at'];
const CODE = /^[0-9A-Za-z]{8}$/;

const missing = (id: number): string[] => [`유효하지 않은 pk "${id}" - 객체가 존재하지 않습니다.`];

onEachDatabase('Issuing a coupon', (kind) => {
  let server: RunningServer;
  let holder: Client;
  let work: number;
  let coupon: number;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    holder = await member(server);
    work = await aWork(server.database);
  });
  beforeEach(async () => {
    coupon = await aCoupon(server.database, { count: 2 });
  });

  const left = async (): Promise<unknown> => (await holder.get(`/coupon/${coupon}/`)).json()['count'];

  it('gives the member a row with a code of eight letters and digits, and takes one unit', async () => {
    const answer = await holder.post('/couponuser/', { coupon, work });
    expect(answer.status).toBe(201);
    expect(Object.keys(answer.json())).toEqual(FIELDS);
    expect(answer.json()).toMatchObject({ coupon, work, is_used: false, code: expect.stringMatching(CODE) as string });
    expect(await left()).toBe(1);
    expect(await countOf(server.database, 'coupon_user', `"coupon_id" = ${coupon}`)).toBe(1);
  });

  it('decides user, code and use itself, whatever the body says', async () => {
    const body = { coupon, work, user: 1, user_id: 1, code: 'AAAAAAAA', is_used: true, id: 77 };
    const issued = (await holder.post('/couponuser/', body)).json();
    const others = (await holder.get('/couponuser/')).json<Record<string, unknown>[]>();
    expect(issued).toMatchObject({ user: others[0]?.['user'], is_used: false });
    expect(issued['code']).not.toBe('AAAAAAAA');
    expect(issued['id']).not.toBe(77);
  });

  it('reads digits in quotes as the number they spell', async () => {
    const answer = await holder.post('/couponuser/', { coupon: String(coupon), work: String(work) });
    expect([answer.status, answer.json()['coupon']]).toEqual([201, coupon]);
  });

  it('gives the same code on the path without a slash', async () => {
    const first = (await holder.post('/couponuser', { coupon, work })).json();
    const again = expectRefusal(await holder.post('/couponuser/', { coupon, work }), 400, 'ALREADY_ISSUED');
    expect(again['coupon_user']).toEqual(first);
  });

  it('returns the held code on a repeated press, also when the coupon is sold out', async () => {
    const scarce = await aCoupon(server.database, { count: 1 });
    const issued = (await holder.post('/couponuser/', { coupon: scarce, work })).json();
    const refusal = { result: '이미 쿠폰을 받았습니다', coupon_user: issued };
    const again = await holder.post('/couponuser/', { coupon: scarce, work });
    expectRefusalWith(again, 400, 'ALREADY_ISSUED', refusal);
    const latecomer = await (await member(server)).post('/couponuser/', { coupon: scarce, work });
    expectRefusalWith(latecomer, 400, 'SOLD_OUT', { result: '쿠폰이 모두 소진되었습니다' });
    expect(await countOf(server.database, 'coupon_user', `"coupon_id" = ${scarce}`)).toBe(1);
  });

  it('takes nothing from the stock for a refused press', async () => {
    await holder.post('/couponuser/', { coupon, work });
    for (let press = 0; press < 3; press++) await holder.post('/couponuser/', { coupon, work });
    expect(await left()).toBe(1);
  });

  it('issues nine codes for three coupons of three works', async () => {
    const coupons = [await aCoupon(server.database), await aCoupon(server.database), await aCoupon(server.database)];
    const works = [await aWork(server.database), await aWork(server.database), await aWork(server.database)];
    const presses = coupons.flatMap((coupon) => works.map((work) => ({ coupon, work })));
    const answers = await Promise.all(presses.map((press) => holder.post('/couponuser/', press)));
    expect(answers.map(({ status }) => status)).toEqual(presses.map(() => 201));
    expect(new Set(answers.map((answer) => answer.json()['code'])).size).toBe(9);
  });

  it('refuses an unknown coupon and an unknown work as DOES_NOT_EXIST', async () => {
    const noCoupon = await holder.post('/couponuser/', { coupon: 9999, work });
    expectRefusalWith(noCoupon, 400, 'DOES_NOT_EXIST', { coupon: missing(9999) });
    const noWork = await holder.post('/couponuser/', { coupon, work: 9998 });
    expectRefusalWith(noWork, 400, 'DOES_NOT_EXIST', { work: missing(9998) });
    const neither = await holder.post('/couponuser/', { coupon: 9999, work: 9998 });
    expectRefusalWith(neither, 400, 'DOES_NOT_EXIST', { coupon: missing(9999), work: missing(9998) });
    expect(await left()).toBe(2);
  });

  it('refuses a hidden coupon and a hidden work as DOES_NOT_EXIST, until they are shown again', async () => {
    const hidden = { coupon: await aCoupon(server.database), work: await aWork(server.database) };
    const hide = (isHidden: string): Promise<void[]> =>
      Promise.all(
        (['coupon', 'work'] as const).map((table) =>
          server.database.execute(`UPDATE "${table}" SET "is_hidden" = ${isHidden} WHERE "id" = ${hidden[table]}`),
        ),
      );
    await hide('TRUE');
    const noCoupon = await holder.post('/couponuser/', { ...hidden, work });
    expectRefusalWith(noCoupon, 400, 'DOES_NOT_EXIST', { coupon: missing(hidden.coupon) });
    const noWork = await holder.post('/couponuser/', { ...hidden, coupon });
    expectRefusalWith(noWork, 400, 'DOES_NOT_EXIST', { work: missing(hidden.work) });
    const issued = `"coupon_id" = ${hidden.coupon} OR "work_id" = ${hidden.work}`;
    expect(await countOf(server.database, 'coupon_user', issued)).toBe(0);
    await hide('FALSE');
    expect((await holder.post('/couponuser/', hidden)).status).toBe(201);
  });

  it('requires login', async () => {
    const visitor = server.client();
    const detail = '자격 인증데이터(authentication credentials)가 제공되지 않았습니다.';
    const answers = [
      await visitor.post('/couponuser/', { coupon, work }),
      await visitor.get('/couponuser/'),
      await visitor.get('/couponuser/1/'),
    ];
    for (const answer of answers) expectRefusalWith(answer, 403, 'NOT_AUTHENTICATED', { detail });
    expect(await left()).toBe(2);
  });

  it("shows a member's own coupons and hides those of other members", async () => {
    const other = await member(server);
    const own = (await other.post('/couponuser/', { coupon, work })).json();
    const foreign = (await holder.post('/couponuser/', { coupon, work })).json();
    expect((await other.get('/couponuser/')).json()).toEqual([own]);
    expect((await other.get(`/couponuser/${String(own['id'])}/`)).json()).toEqual(own);
    expect((await other.get(`/couponuser/${String(own['id'])}`)).json()).toEqual(own);
    const refusal = { detail: '찾을 수 없습니다.' };
    expectRefusalWith(await other.get(`/couponuser/${String(foreign['id'])}/`), 404, 'NOT_FOUND', refusal);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('allows no change afterwards by %s', async (method) => {
    const { id } = (await holder.post('/couponuser/', { coupon, work })).json();
    for (const path of ['/couponuser/', `/couponuser/${String(id)}/`]) {
      expectRefusal(await holder.request(method, path, { json: { is_used: true } }), 405, 'METHOD_NOT_ALLOWED');
    }
    expect(await countOf(server.database, 'coupon_user', `"id" = ${String(id)} AND NOT "is_used"`)).toBe(1);
  });
});
