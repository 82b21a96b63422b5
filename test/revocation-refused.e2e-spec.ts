import { aSoldCoupon } from './builders/sold-coupon.js';
import { onEachDatabase } from './support/on-each-database.js';
import type { PanelAnswer } from './support/panel-client.js';
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

  it('refuses the filters that the list refuses, as JSON and as a page', async () => {
    const path = '/resources/issued-coupons/actions/revokeUnused';
    expectRefusal(await panel.admin.get(`${path}?filters.password=a`), 400, 'BAD_FILTER');
    expectRefusal(await startRevoking(panel.admin, 'filters.code=AB'), 400, 'CODE_TOO_SHORT');
    expectRefusal(await panel.admin.get('/resources/issued-coupons/actions/revocation?id=x'), 404, 'NOT_FOUND');
    const page = await panel.server.client().get(`/admin/api${path}`, { accept: 'text/html' });
    expect([page.status, page.header('content-type')]).toEqual([403, expect.stringContaining('text/html')]);
  });
});
