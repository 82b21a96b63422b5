import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { holdLock, waitingForLock } from './faults/held-lock.js';
import type { Answer } from './support/answer.js';
import type { Client } from './support/client.js';
import type { PanelAnswer } from './support/panel-client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { useVerifiedPanel } from './support/verified-panel.js';

type Kept = { isUsed: boolean; isRevoked: boolean; usedAt: Date | undefined };
type Issued = { id: number; coupon: number; holder: Client };

onEachDatabase('A used coupon', (kind) => {
  const panel = useVerifiedPanel(kind);

  async function issue(): Promise<Issued> {
    const coupon = await aCoupon(panel.server.database, { count: 3 });
    const holder = await member(panel.server);
    const answer = await holder.post('/couponuser/', { coupon, work: await aWork(panel.server.database) });
    return { id: answer.json<{ id: number }>().id, coupon, holder };
  }

  const act = (id: number, action: string): Promise<Answer> => panel.admin.act('issued-coupons', id, action);

  async function kept(id: number): Promise<Kept> {
    const { params } = await panel.admin.row('issued-coupons', id);
    const at = params['used_at'] as string | null;
    const usedAt = at === null ? undefined : new Date(at);
    return { isUsed: params['is_used'] === true, isRevoked: params['is_revoked'] === true, usedAt };
  }

  it('cannot be revoked: its unit stays sold, and the message says what to do first', async () => {
    const { id, coupon } = await issue();
    await act(id, 'markUsed');
    const refused = await act(id, 'revoke');
    expectRefusal(refused, 409, 'ALREADY_USED');
    expect(refused.json<PanelAnswer>().notice).toMatchObject({
      type: 'error',
      message: '사용한 쿠폰은 회수할 수 없습니다. 사용 처리를 취소한 다음 회수하세요.',
    });
    expect(await kept(id)).toMatchObject({ isUsed: true, isRevoked: false });
    expect(await panel.stock(coupon)).toBe(2);
  });

  it('is refused in English to an operator who reads English', async () => {
    const { id } = await issue();
    await act(id, 'markUsed');
    const path = `/resources/issued-coupons/records/${id}/revoke`;
    const cookie = `${panel.admin.client.cookies.header().cookie}; admin_language=en`;
    const refused = await panel.admin.post(path, { reason: 'a' }, { cookie, origin: panel.server.baseUrl });
    expect(refused.json<PanelAnswer>().notice?.message).toBe(
      'A used coupon cannot be revoked. Mark it as unused first, then revoke it.',
    );
  });

  it('can be revoked once it is marked as unused', async () => {
    const { id, coupon } = await issue();
    for (const action of ['markUsed', 'markUnused', 'revoke']) expect((await act(id, action)).status).toBe(200);
    expect(await kept(id)).toEqual({ isUsed: false, isRevoked: true, usedAt: undefined });
    expect(await panel.stock(coupon)).toBe(3);
  });

  it('keeps the time of its use until that is undone', async () => {
    const { id } = await issue();
    expect((await kept(id)).usedAt).toBeUndefined();
    const before = Date.now();
    await act(id, 'markUsed');
    const { usedAt } = await kept(id);
    expect(usedAt!.getTime()).toBeGreaterThanOrEqual(before);
    expect(usedAt!.getTime()).toBeLessThanOrEqual(Date.now());
    await act(id, 'markUsed');
    expect((await kept(id)).usedAt).toEqual(usedAt);
    await act(id, 'markUnused');
    expect((await kept(id)).usedAt).toBeUndefined();
  });

  it('that was marked before times were kept gets none', async () => {
    const { id, coupon } = await issue();
    await panel.server.database.execute('UPDATE "coupon_user" SET "is_used" = $1 WHERE "id" = $2', [true, id]);
    await panel.server.database.execute('INSERT INTO "coupon_usage" VALUES ($1, 1, 0)', [coupon]);
    await act(id, 'markUsed');
    expect(await kept(id)).toMatchObject({ isUsed: true, usedAt: undefined });
  });

  it('is shown to its member as before, without the time', async () => {
    const { id, holder } = await issue();
    await act(id, 'markUsed');
    const own = (await holder.get(`/couponuser/${id}/`)).json<Record<string, unknown>>();
    expect(own['is_used']).toBe(true);
    expect(Object.keys(own)).toEqual(['id', 'coupon', 'work', 'user', 'code', 'is_used', 'created_at', 'updated_at']);
  });

  it.each(['markUsed', 'markUnused'])('or another one, once revoked, is left alone by %s', async (action) => {
    const { id } = await issue();
    await act(id, 'revoke');
    const before = await panel.admin.row('issued-coupons', id);
    const refused = await act(id, action);
    expectRefusal(refused, 400, 'REVOKED');
    expect(refused.json<PanelAnswer>().notice?.message).toBe('회수된 쿠폰은 사용 처리를 변경할 수 없습니다.');
    expect((await panel.admin.row('issued-coupons', id)).params).toEqual(before.params);
  });

  it('that is marked while a revocation waits for the lock is not revoked any more', async () => {
    const { id, coupon } = await issue();
    const release = await holdLock(panel.server.database, coupon);
    const marking = act(id, 'markUsed');
    // SQLite's lock is that of the whole file, and SQLite does not show which connections wait for it.
    if (kind === 'postgres') await waitingForLock(panel.server.database, 1);
    const revoking = act(id, 'revoke');
    if (kind === 'postgres') await waitingForLock(panel.server.database, 2);
    await release();
    expectOneOf(await revoking, await marking);
    if (kind === 'sqlite') return;
    expectRefusal(await revoking, 409, 'ALREADY_USED');
    expect(await panel.stock(coupon)).toBe(2);
  });

  it('and a revoked one are never the same, however close the two come', async () => {
    for (let round = 0; round < 10; round++) {
      const { id, coupon } = await issue();
      const release = await holdLock(panel.server.database, coupon);
      const answers = round % 2 ? [act(id, 'markUsed'), act(id, 'revoke')] : [act(id, 'revoke'), act(id, 'markUsed')];
      if (kind === 'postgres') await waitingForLock(panel.server.database, 2);
      await release();
      const [one, other] = await Promise.all(answers);
      expectOneOf(one!, other!);
      const { isUsed, isRevoked } = await kept(id);
      expect([isUsed, isRevoked].sort()).toEqual([false, true]);
      expect(await panel.stock(coupon)).toBe(isRevoked ? 3 : 2);
    }
  });

  function expectOneOf(one: Answer, other: Answer): void {
    const statuses = [one.status, other.status].sort();
    expect([
      [200, 400],
      [200, 409],
    ]).toContainEqual(statuses);
  }
});
