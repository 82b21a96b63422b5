import { anIssuedCoupon } from './builders/issued-coupon.js';
import { ask, openedCase } from './support/member-case.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf, type TestDatabase } from './support/test-database.js';

onEachDatabase('A search for a member case', (kind) => {
  let server: RunningServer;
  let database: TestDatabase;
  let panel: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    database = server.database;
    panel = await operator(server);
  });

  it('is recorded in the history when it is opened, with the member and without e-mail or code', async () => {
    const { id } = await anIssuedCoupon(server);
    const [row] = await database.rows<{ code: string }>('SELECT "code" FROM "coupon_user" WHERE "id" = $1', [id]);
    const { code } = row!;
    const { member } = await openedCase(panel, { issued: String(id) });
    const opened = `"action" = 'case' AND "target_kind" = 'member' AND "target_id" = ${member.id}`;
    await openedCase(panel, { query: member.email });
    await openedCase(panel, { query: code });
    expect(await countOf(database, 'audit_entry', `${opened} AND "target" IS NULL AND "changes" IS NULL`)).toBe(3);
    const all = await countOf(database, 'audit_entry', `"action" = 'case'`);
    await ask(panel, { query: 'member-' });
    await ask(panel, { query: 'nobody@example.com' });
    expect(await countOf(database, 'audit_entry', `"action" = 'case'`)).toBe(all);
    expect((await openedCase(panel, { member: String(member.id) })).acts).toEqual([]);
  });

  it('is asked by POST from the panel only, so that no address has an e-mail or a code', async () => {
    expectRefusal(await panel.get('/pages/case?query=x@example.com'), 405, 'METHOD_NOT_ALLOWED');
    const elsewhere = { origin: 'https://elsewhere.example' };
    expectRefusal(await panel.post('/pages/case', { query: 'x' }, elsewhere), 403, 'CROSS_ORIGIN');
    expectRefusal(await panel.post('/pages/nothing', { query: 'x' }), 404, 'NOT_FOUND');
    expect((await panel.client.get('/admin/pages/nothing', { accept: 'text/html' })).status).toBe(404);
  });
});
