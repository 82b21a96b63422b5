import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aCoupon } from './builders/coupons.js';
import { anIssuedCoupon } from './builders/issued-coupon.js';
import { addedBy, auditLog, type Entry } from './support/audit-log.js';
import { member, newEmail, PASSWORD } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { A_REASON, operator, type PanelAnswer, type PanelClient } from './support/panel-client.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import type { TestDatabase } from './support/test-database.js';

const TERMS = { name: '첫 화 무료', discount_amount: '1000', discount_rate: '0', count: '5' };
const CATALOGUE = readFileSync(join(import.meta.dirname, 'fixtures/works.csv')).toString('base64');

onEachDatabase('The history of acts', (kind) => {
  let server: RunningServer;
  let database: TestDatabase;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    database = server.database;
    admin = await operator(server);
  });

  const entries = (): Promise<Entry[]> => auditLog(database);

  it('begins with the first admin, whom the service creates, and their login', async () => {
    const [created, login] = await entries();
    expect(created).toMatchObject({ actor: 'toodat', actor_id: null, address: null, action: 'create-admin' });
    expect(created).toMatchObject({ target_kind: 'member', target_id: 1, target: null });
    expect(login).toMatchObject({ actor: ADMIN.email, actor_id: 1, action: 'log-in', target_id: 1 });
  });

  it('has the logins of operators and no others, and the change of an operator’s password', async () => {
    const email = newEmail();
    const before = (await entries()).length;
    const client = await member(server, email);
    expect((await entries()).length).toBe(before);
    await database.execute(`UPDATE "user" SET "is_admin" = $1 WHERE "email" = $2`, [true, email]);
    const next = {
      current_password: PASSWORD,
      new_password: 'a-new-password-31',
      confirm_password: 'a-new-password-31',
    };
    expect((await client.form('/password-page/', next)).status).toBe(303);
    expect((await entries()).slice(before)).toMatchObject([{ actor: email, action: 'change-password', changes: null }]);
  });

  it('has one line for each change of a work: who, the target, before and after', async () => {
    let id = 0;
    const create = async (): Promise<void> => {
      id = (await admin.create('works', { title: '초고' })).json<PanelAnswer>().record.id;
    };
    expect(await addedBy(database, create)).toEqual([
      ['create-work', ['work', id, '초고'], { title: [null, '초고'] }, null],
    ]);
    const rename = async (): Promise<unknown> => (await admin.openForm('works', id))({ title: '완결' });
    expect(await addedBy(database, rename)).toEqual([
      ['edit-work', ['work', id, '초고'], { title: ['초고', '완결'] }, null],
    ]);
    for (const [act, isHidden] of [
      ['hide', true],
      ['unhide', false],
    ] as const) {
      const line = [`${act}-work`, ['work', id, '완결'], { is_hidden: [!isHidden, isHidden] }, null];
      expect(await addedBy(database, () => admin.act('works', id, act))).toEqual([line]);
    }
    const gone = { title: ['완결', null], is_hidden: [false, null] };
    expect(await addedBy(database, () => admin.act('works', id, 'delete'))).toEqual([
      ['delete-work', ['work', id, '완결'], gone, null],
    ]);
  });

  it('has one line for each change of a coupon', async () => {
    let id = 0;
    const create = async (): Promise<void> => {
      id = (await admin.create('coupons', TERMS)).json<PanelAnswer>().record.id;
    };
    const [[action, , changes] = []] = await addedBy(database, create);
    expect([action, changes]).toMatchObject(['create-coupon', { name: [null, TERMS.name], count: [null, 5] }]);
    const target = ['coupon', id, TERMS.name];
    const start = async (): Promise<unknown> =>
      (await admin.openForm('coupons', id))({ starts_at: '2030-10-01T12:00', discount_rate: '7' });
    expect(await addedBy(database, start)).toEqual([
      ['edit-coupon', target, { discount_rate: [0, 7], starts_at: [null, '2030-10-01T03:00:00.000Z'] }, null],
    ]);
    for (const [act, name, line] of [
      ['pause', 'pause-coupon', { paused: [false, true] }],
      ['resume', 'resume-coupon', { paused: [true, false] }],
      ['hide', 'hide-coupon', { is_hidden: [false, true] }],
      ['unhide', 'unhide-coupon', { is_hidden: [true, false] }],
    ] as const) {
      const fields: Record<string, string> = act === 'hide' ? { confirmed: '0' } : {};
      expect(await addedBy(database, () => admin.act('coupons', id, act, fields))).toEqual([
        [name, target, line, null],
      ]);
    }
    const adjust = (): Promise<unknown> => admin.act('coupons', id, 'adjustStock', { delta: '-2', reason: '오기' });
    expect(await addedBy(database, adjust)).toEqual([['adjust-stock', target, { count: [5, 3] }, '오기']]);
    const other = await aCoupon(database);
    expect(await addedBy(database, () => admin.act('coupons', other, 'putOnEventPage'))).toEqual([
      ['select-event-coupon', ['coupon', other, '첫 화 무료'], { on_event_page: [id, other] }, null],
    ]);
    const [[removal, of] = []] = await addedBy(database, () =>
      admin.post(`/resources/coupons/bulk/bulkDelete?recordIds=${id}`),
    );
    expect([removal, of]).toEqual(['delete-coupon', target]);
  });

  it('has one line for each change of an issued coupon, with the reason and without the code', async () => {
    const { id } = await anIssuedCoupon(server);
    const target = ['issued-coupon', id, null];
    for (const [act, action, changes] of [
      ['markUsed', 'mark-used', { is_used: [false, true] }],
      ['markUnused', 'mark-unused', { is_used: [true, false] }],
      ['revoke', 'revoke', { is_revoked: [false, true] }],
      ['restore', 'restore', { is_revoked: [true, false] }],
    ] as const) {
      expect(await addedBy(database, () => admin.act('issued-coupons', id, act))).toEqual([
        [action, target, changes, A_REASON],
      ]);
    }
    const [{ note } = { note: '' }] = await database.rows<{ note: string }>(
      `SELECT "note" FROM "stock_movement" WHERE "kind" = 'returned' ORDER BY "id" DESC`,
    );
    expect(note).toBe(A_REASON);
  });

  it('has one line for each change of a member’s rights, without the address', async () => {
    const email = newEmail();
    await member(server, email);
    const [{ id } = { id: 0 }] = await database.rows<{ id: number }>('SELECT "id" FROM "user" WHERE "email" = $1', [
      email,
    ]);
    const target = ['member', id, null];
    for (const [act, action, changes, reason] of [
      ['makeOperator', 'set-role', { role: [null, 'operator'] }, null],
      ['removeRole', 'set-role', { role: ['operator', null] }, null],
      ['deactivate', 'deactivate', { is_active: [true, false] }, A_REASON],
      ['activate', 'activate', { is_active: [false, true] }, null],
    ] as const) {
      expect(await addedBy(database, () => admin.act('users', id, act))).toEqual([[action, target, changes, reason]]);
    }
  });

  it('has an import of works with the number of works, and nothing of a preview', async () => {
    const send = (step: string): Promise<unknown> =>
      admin.post('/resources/works/actions/import', { step, csv: CATALOGUE });
    expect(await addedBy(database, () => send('preview'))).toEqual([]);
    const line = ['import-works', ['list', null, 'works'], { works: [null, 121] }, null];
    expect(await addedBy(database, () => send('apply'))).toEqual([line]);
    expect(await addedBy(database, () => send('apply'))).toEqual([]);
  });
});
