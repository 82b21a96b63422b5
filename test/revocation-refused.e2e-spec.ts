import { aSoldCoupon } from './builders/sold-coupon.js';
import { onEachDatabase } from './support/on-each-database.js';
import type { PanelAnswer } from './support/panel-client.js';
import { member } from './support/members.js';
import { expectRefusal } from './support/refusal.js';
import { ended, keptOf, preview, started, startRevoking } from './support/revoking.js';
import { countOf } from './support/test-database.js';
import { useVerifiedPanel } from './support/verified-panel.js';

onEachDatabase('A revocation by filter', (kind) => {
  const panel = useVerifiedPanel(kind);

  it.each([
    ['a reason', { reason: ' ' }, 'INVALID', 'reason'],
    ['what happens to the units', { returns_units: '' }, 'INVALID', 'returns_units'],
    ['a readable key', { request_key: '<script>' }, 'INVALID', 'request_key'],
  ] as const)('needs %s', async (_, fields, code, field) => {
    const refused = await startRevoking(panel.admin, 'filters.coupon=1', fields);
    expectRefusal(refused, 400, code);
    expect(Object.keys(refused.json<PanelAnswer>().record.errors)).toEqual([field]);
    expect(await countOf(panel.server.database, 'revocation', `state = 'running'`)).toBe(0);
  });

  it('without a filter needs the number of all unused coupons', async () => {
    const { coupon } = await aSoldCoupon(panel.server.database, { issued: 4 });
    const { revocable, filters } = await preview(panel.admin, '');
    expect(filters).toEqual([]);
    for (const confirmed of ['', String(revocable - 1), 'all']) {
      const refused = await startRevoking(panel.admin, '', { confirmed });
      expectRefusal(refused, 400, 'NOT_CONFIRMED');
      expect(refused.json<PanelAnswer>().record.errors['confirmed']!.message).toContain(String(revocable));
    }
    const run = await ended(panel.admin, await started(panel.admin, '', { confirmed: String(revocable) }));
    expect(run).toMatchObject({ revoked: revocable, expected: revocable });
    expect((await keptOf(panel.server.database, coupon)).every(({ isRevoked }) => isRevoked)).toBe(true);
  });

  it.each([
    'filters.is_used=false',
    'filters.created_at~~to=2999-01-01',
    'filters.email=m',
    'filters.is_revoked=false',
  ])('needs the number, too, with a filter that may match all coupons: %s', async (filters) => {
    const { coupon } = await aSoldCoupon(panel.server.database, { issued: 2 });
    const { needsNumber, revocable } = await preview(panel.admin, filters);
    expect(needsNumber).toBe(true);
    expectRefusal(await startRevoking(panel.admin, filters), 400, 'NOT_CONFIRMED');
    expect((await keptOf(panel.server.database, coupon)).some(({ isRevoked }) => isRevoked)).toBe(false);
    expect(
      await ended(panel.admin, await started(panel.admin, filters, { confirmed: String(revocable) })),
    ).toMatchObject({
      state: 'completed',
    });
  });

  it('leaves coupons alone that were issued after the preview', async () => {
    const { coupon, work } = await aSoldCoupon(panel.server.database, { issued: 2, left: 1 });
    const { upTo, needsNumber } = await preview(panel.admin, `filters.coupon=${coupon}`);
    expect(needsNumber).toBe(false);
    const late = await (await member(panel.server)).post('/couponuser/', { coupon, work });
    const fields = { up_to: String(upTo) };
    const run = await ended(panel.admin, await started(panel.admin, `filters.coupon=${coupon}`, fields));
    expect(run.revoked).toBe(2);
    const kept = (await keptOf(panel.server.database, coupon)).filter(({ isRevoked }) => !isRevoked);
    expect(kept.map(({ id }) => id)).toEqual([late.json<{ id: number }>().id]);
  });

  it('refuses filters that would mean something else than the operator thinks', async () => {
    await aSoldCoupon(panel.server.database, { issued: 1 });
    for (const filters of ['filters.email=%20', 'filters.email=%E3%80%80', 'filter.coupon=1', 'Filters.coupon=1']) {
      const path = `/resources/issued-coupons/actions/revokeUnused?${filters}`;
      expectRefusal(await panel.admin.get(path), 400, 'BAD_FILTER');
      expectRefusal(await startRevoking(panel.admin, filters), 400, 'BAD_FILTER');
    }
    expectRefusal(await startRevoking(panel.admin, '', { 'filters.coupon': '1' }), 400, 'BAD_FILTER');
    expectRefusal(await startRevoking(panel.admin, 'filters.coupon=1', { up_to: 'x' }), 400, 'BAD_FILTER');
  });

  it('is in the history with the beginning of a code only', async () => {
    const { ids } = await aSoldCoupon(panel.server.database, { issued: 1 });
    const { code } = (await panel.admin.row('issued-coupons', ids[0]!)).params as { code: string };
    const id = await started(panel.admin, `filters.code=${code}`);
    expect((await ended(panel.admin, id)).revoked).toBe(1);
    const entries = await panel.admin.rows('history', `filters.target_kind=revocation&filters.target_id=${id}`);
    expect(entries).toHaveLength(2);
    for (const { params } of entries) {
      expect(JSON.stringify(params)).toContain(`code=${code.slice(0, 3)}…`);
      expect(JSON.stringify(params)).not.toContain(code);
    }
  });

  it('refuses the filters that the list refuses, as JSON and as a page', async () => {
    const path = '/resources/issued-coupons/actions/revokeUnused';
    expectRefusal(await panel.admin.get(`${path}?filters.password=a`), 400, 'BAD_FILTER');
    expectRefusal(await startRevoking(panel.admin, 'filters.code=AB'), 400, 'CODE_TOO_SHORT');
    expectRefusal(await panel.admin.get('/resources/issued-coupons/actions/revocation?id=x'), 404, 'NOT_FOUND');
    const page = await panel.server.client().get(`/admin/api${path}`, { accept: 'text/html' });
    expect([page.status, page.header('content-type')]).toEqual([403, expect.stringContaining('text/html')]);
  });
});
