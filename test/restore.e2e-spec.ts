import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { allAtOnce } from './faults/held-lock.js';
import type { Answer } from './support/answer.js';
import { auditLog } from './support/audit-log.js';
import type { Client } from './support/client.js';
import { member, members } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { A_REASON, type PanelAnswer } from './support/panel-client.js';
import { expectRefusal } from './support/refusal.js';
import { ended, keptOf, started } from './support/revoking.js';
import { useVerifiedPanel } from './support/verified-panel.js';

type Issued = { id: number; code: string; press: { coupon: number; work: number }; holder: Client };

onEachDatabase('A revoked coupon', (kind) => {
  const panel = useVerifiedPanel(kind);

  async function issue(count: number): Promise<Issued> {
    const press = { coupon: await aCoupon(panel.server.database, { count }), work: await aWork(panel.server.database) };
    const holder = await member(panel.server);
    const { id, code } = (await holder.post('/couponuser/', press)).json<{ id: number; code: string }>();
    return { id, code, press, holder };
  }

  const act = (id: number, action: string, fields = {}): Promise<Answer> =>
    panel.admin.act('issued-coupons', id, action, fields);

  const kinds = async (coupon: number): Promise<unknown[]> =>
    (await panel.admin.rows('stock-movements', `filters.coupon=${coupon}`)).map(({ params }) => [
      params['kind'],
      params['delta'],
    ]);

  it('is valid again with the same code after a restore, which takes one unit', async () => {
    const { id, code, press, holder } = await issue(3);
    await act(id, 'revoke');
    expectRefusal(await holder.post('/couponuser/', press), 400, 'REVOKED');
    const { record, notice } = (await act(id, 'restore')).json<PanelAnswer>();
    expect([notice!.type, record.params['is_revoked'], record.params['code']]).toEqual(['success', false, code]);
    expect(await panel.stock(press.coupon)).toBe(2);
    expect((await kinds(press.coupon))[0]).toEqual(['restored', -1]);
    const again = await holder.post('/couponuser/', press);
    expectRefusal(again, 400, 'ALREADY_ISSUED');
    expect(again.json<{ coupon_user: unknown }>().coupon_user).toMatchObject({ id, code });
    expect((await holder.get('/couponuser/')).json()).toEqual([expect.objectContaining({ id, code })]);
    const last = (await auditLog(panel.server.database)).at(-1)!;
    expect([last.action, last.target_id, last.reason]).toEqual(['restore', id, A_REASON]);
  });

  it('cannot be restored without stock, and can when there is some', async () => {
    const { id, press } = await issue(1);
    await act(id, 'revoke');
    const next = await member(panel.server);
    expect((await next.post('/couponuser/', press)).status).toBe(201);
    const refused = await act(id, 'restore');
    expectRefusal(refused, 400, 'SOLD_OUT');
    expect(refused.json<PanelAnswer>().notice!.message).toContain('남은 재고가 없어 회수를 취소할 수 없습니다');
    await panel.admin.act('coupons', press.coupon, 'adjustStock', { delta: '1' });
    expect((await act(id, 'restore')).status).toBe(200);
    expect(await panel.stock(press.coupon)).toBe(0);
  });

  it('whose unit did not return takes none, even without stock', async () => {
    const { id, press } = await issue(1);
    await ended(panel.admin, await started(panel.admin, `filters.coupon=${press.coupon}`, { returns_units: 'false' }));
    expect(await panel.stock(press.coupon)).toBe(0);
    expect((await act(id, 'restore')).status).toBe(200);
    expect(await panel.stock(press.coupon)).toBe(0);
    expect((await kinds(press.coupon)).slice(0, 4)).toEqual([
      ['restored', -1],
      ['withdrawn', 1],
      ['withdrawn', -1],
      ['returned', 1],
    ]);
    // The next revocation is an ordinary one.
    await act(id, 'revoke');
    expect(await panel.stock(press.coupon)).toBe(1);
    expect(await keptOf(panel.server.database, press.coupon)).toEqual([
      { id, isUsed: false, isRevoked: true, isWithdrawn: false },
    ]);
  });

  it('needs a reason, and a valid coupon is left as it is', async () => {
    const { id, press } = await issue(2);
    expect((await act(id, 'restore')).status).toBe(200);
    expect(await panel.stock(press.coupon)).toBe(1);
    await act(id, 'revoke');
    for (const reason of ['', ' ', '\u202e', 'x'.repeat(201)]) {
      expectRefusal(await act(id, 'restore', { reason }), 400, 'INVALID');
    }
    expect(await panel.stock(press.coupon)).toBe(2);
    expectRefusal(await act(2_000_000_000, 'restore'), 404, 'NOT_FOUND');
  });

  it('gets the last unit or leaves it to a press that comes at the same time, never both', async () => {
    for (let round = 0; round < 6; round++) {
      const { id, press } = await issue(1);
      await act(id, 'revoke');
      const [buyer] = await members(panel.server, 1);
      const restore = (): Promise<Answer> => act(id, 'restore');
      const buy = (): Promise<Answer> => buyer!.post('/couponuser/', press);
      const asks = round % 2 ? [restore, buy] : [buy, restore];
      const rows = `"coupon" WHERE "id" = ${press.coupon}`;
      const answers = await allAtOnce(panel.server.database, rows, asks, () => panel.admin.rows('coupons'));
      const refused = answers.filter(({ status }) => status === 400);
      expect(refused.map((answer) => answer.json()['code'])).toEqual(['SOLD_OUT']);
      const valid = (await keptOf(panel.server.database, press.coupon)).filter(({ isRevoked }) => !isRevoked);
      expect([valid.length, await panel.stock(press.coupon)]).toEqual([1, 0]);
    }
  });

  it('is restored once by two requests at the same time', async () => {
    const { id, press } = await issue(5);
    await act(id, 'revoke');
    const restore = (): Promise<Answer> => act(id, 'restore');
    const rows = `"coupon" WHERE "id" = ${press.coupon}`;
    const ask = () => panel.admin.rows('coupons');
    const answers = await allAtOnce(panel.server.database, rows, [restore, restore, restore], ask);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await panel.stock(press.coupon)).toBe(4);
  });
});
