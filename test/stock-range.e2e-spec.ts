import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { operator, type PanelClient, type PanelAnswer } from './support/panel-client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import { verification } from './support/verification.js';

const LARGEST = 2 ** 31 - 1;

onEachDatabase('A stock that is full', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
  });

  afterEach(async () => {
    expect(await verification(server.database)).toEqual({ code: 0, found: [] });
  });

  const left = async (coupon: number): Promise<unknown> => (await admin.row('coupons', coupon)).params['count'];

  /** One was issued, and then the stock was filled up again. */
  async function full(): Promise<{ coupon: number; issued: number }> {
    const coupon = await aCoupon(server.database, { count: 5 });
    const press = { coupon, work: await aWork(server.database) };
    const answer = await (await member(server)).post('/couponuser/', press);
    await admin.act('coupons', coupon, 'adjustStock', { delta: String(LARGEST - 4) });
    expect(await left(coupon)).toBe(LARGEST);
    return { coupon, issued: answer.json<{ id: number }>().id };
  }

  it('takes no revoked coupon back, and says what to do', async () => {
    const { coupon, issued } = await full();
    const refused = await admin.act('issued-coupons', issued, 'revoke');
    expectRefusal(refused, 400, 'STOCK_RANGE');
    expect(refused.json<PanelAnswer>().notice?.message).toContain('재고를 줄인 다음 회수하세요');
    expect((await admin.row('issued-coupons', issued)).params['is_revoked']).toBe(false);
    await admin.act('coupons', coupon, 'adjustStock', { delta: '-1' });
    expect((await admin.act('issued-coupons', issued, 'revoke')).status).toBe(200);
    expect(await left(coupon)).toBe(LARGEST);
  });

  it('can be adjusted down to nothing, and no further up or down', async () => {
    const { coupon } = await full();
    expectRefusal(await admin.act('coupons', coupon, 'adjustStock', { delta: '1' }), 400, 'STOCK_RANGE');
    expect((await admin.act('coupons', coupon, 'adjustStock', { delta: String(-LARGEST) })).status).toBe(200);
    expectRefusal(await admin.act('coupons', coupon, 'adjustStock', { delta: '-1' }), 400, 'STOCK_RANGE');
    expect(await left(coupon)).toBe(0);
  });

  it('is the largest that a coupon can begin with', async () => {
    const terms = { name: '가득', discount_amount: '1', discount_rate: '0' };
    expect((await admin.create('coupons', { ...terms, count: String(LARGEST) })).status).toBe(200);
    expectRefusal(await admin.create('coupons', { ...terms, count: String(LARGEST + 1) }), 400, 'INVALID');
  });
});
