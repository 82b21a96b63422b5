import { aCoupon } from './builders/coupons.js';
import { operator, type PanelClient, type PanelAnswer } from './support/panel-client.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

const TERMS = { discount_amount: '3000', discount_rate: '0', count: '5' };

onEachDatabase('What an operator types', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
  });

  it.each([
    ['a bell', '쿠\u0007폰'],
    ['a change of direction', '쿠\u202e폰'],
    ['an escape sequence', '쿠\u001b[2J폰'],
    ['nothing to see', '\u200b\u3164\ufe0f'],
  ])('is refused beside the field as a name or a reason with %s', async (_, typed) => {
    const coupon = await aCoupon(server.database);
    for (const answer of [
      await admin.create('coupons', { ...TERMS, name: typed }),
      await admin.act('coupons', coupon, 'edit', { name: typed }),
    ]) {
      expectRefusal(answer, 400, 'INVALID');
      expect(answer.json<PanelAnswer>().record.errors['name']?.message).toMatch(/[가-힣]/);
    }
    const adjusted = await admin.act('coupons', coupon, 'adjustStock', { delta: '1', reason: `이유 ${typed}\u0007` });
    expectRefusal(adjusted, 400, 'INVALID');
    expect(adjusted.json<PanelAnswer>().record.errors['reason']?.message).toMatch(/[가-힣]/);
    expect((await admin.row('coupons', coupon)).params).toMatchObject({ name: '첫 화 무료', count: 100 });
  });

  it('is stored on one line, without invisible characters', async () => {
    const created = await admin.create('coupons', { ...TERMS, name: '\ufeff겨울\u200b 쿠\u2060폰\r\n2030 ' });
    const { id, title } = created.json<PanelAnswer>().record;
    expect(title).toBe('겨울 쿠폰 2030');
    await admin.act('coupons', id, 'adjustStock', { delta: '1', reason: ' 추가\n예산\u200b ' });
    const [last] = await admin.rows('stock-movements', `filters.coupon=${id}`);
    expect(last!.params['note']).toBe('추가 예산');
  });
});
