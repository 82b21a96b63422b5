import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import type { PanelAnswer } from './support/panel-client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { ended, started } from './support/revoking.js';
import { useVerifiedPanel } from './support/verified-panel.js';

const MAX_STOCK = 2 ** 31 - 1;

onEachDatabase('A stock that is full', (kind) => {
  const panel = useVerifiedPanel(kind);

  /** One was issued, and then the stock was filled up again. */
  async function full(): Promise<{ coupon: number; issued: number }> {
    const coupon = await aCoupon(panel.server.database, { count: 5 });
    const press = { coupon, work: await aWork(panel.server.database) };
    const answer = await (await member(panel.server)).post('/couponuser/', press);
    await panel.admin.act('coupons', coupon, 'adjustStock', { delta: String(MAX_STOCK - 4) });
    expect(await panel.stock(coupon)).toBe(MAX_STOCK);
    return { coupon, issued: answer.json<{ id: number }>().id };
  }

  it('takes no revoked coupon back, and says what to do', async () => {
    const { coupon, issued } = await full();
    const refused = await panel.admin.act('issued-coupons', issued, 'revoke');
    expectRefusal(refused, 400, 'STOCK_RANGE');
    expect(refused.json<PanelAnswer>().notice?.message).toContain('재고를 줄인 다음 회수하세요');
    expect((await panel.admin.row('issued-coupons', issued)).params['is_revoked']).toBe(false);
    await panel.admin.act('coupons', coupon, 'adjustStock', { delta: '-1' });
    expect((await panel.admin.act('issued-coupons', issued, 'revoke')).status).toBe(200);
    expect(await panel.stock(coupon)).toBe(MAX_STOCK);
  });

  it('ends a revocation by filter that would return units, and revokes nothing', async () => {
    const { coupon, issued } = await full();
    const id = await started(panel.admin, `filters.coupon=${coupon}`);
    expect(await ended(panel.admin, id)).toMatchObject({ state: 'failed', revoked: 0, unitsReturned: 0 });
    expect((await panel.admin.row('issued-coupons', issued)).params['is_revoked']).toBe(false);
    const [end] = await panel.admin.rows('history', `filters.target_kind=revocation&filters.target_id=${id}`);
    expect(end!.params).toMatchObject({ action: 'end-revocation' });
    expect(JSON.stringify(end!.params['changes'])).toContain('is_broken_off');
    const withdrawn = await started(panel.admin, `filters.coupon=${coupon}`, { returns_units: 'false' });
    expect(await ended(panel.admin, withdrawn)).toMatchObject({ state: 'completed', revoked: 1, unitsReturned: 0 });
    expect(await panel.stock(coupon)).toBe(MAX_STOCK);
  });

  it('can be adjusted down to nothing, and no further up or down', async () => {
    const { coupon } = await full();
    expectRefusal(await panel.admin.act('coupons', coupon, 'adjustStock', { delta: '1' }), 400, 'STOCK_RANGE');
    expect((await panel.admin.act('coupons', coupon, 'adjustStock', { delta: String(-MAX_STOCK) })).status).toBe(200);
    expectRefusal(await panel.admin.act('coupons', coupon, 'adjustStock', { delta: '-1' }), 400, 'STOCK_RANGE');
    expect(await panel.stock(coupon)).toBe(0);
  });

  it('is the largest that a coupon can begin with', async () => {
    const terms = { name: '가득', discount_amount: '1', discount_rate: '0' };
    expect((await panel.admin.create('coupons', { ...terms, count: String(MAX_STOCK) })).status).toBe(200);
    expectRefusal(await panel.admin.create('coupons', { ...terms, count: String(MAX_STOCK + 1) }), 400, 'INVALID');
  });
});
