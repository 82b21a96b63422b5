import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { member, newEmail, PASSWORD } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { A_REASON, operator, type PanelAnswer, type PanelClient } from './support/panel-client.js';
import { expectRefusal } from './support/refusal.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { countOf, type TestDatabase } from './support/test-database.js';

type Entry = {
  actor: string;
  actor_id: number | null;
  address: string | null;
  action: string;
  target_kind: string;
  target_id: number | null;
  target: string | null;
  changes: string | null;
  reason: string | null;
};

const TERMS = { name: '첫 화 무료', discount_amount: '1000', discount_rate: '0', count: '5' };
const CATALOGUE = readFileSync(join(import.meta.dirname, 'fixtures/works.csv')).toString('base64');

onEachDatabase('The history', (kind) => {
  let server: RunningServer;
  let database: TestDatabase;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    database = server.database;
    admin = await operator(server);
  });

  const entries = (where = '1 = 1'): Promise<Entry[]> =>
    database.rows<Entry>(`SELECT * FROM "audit_entry" WHERE ${where} ORDER BY "id"`);

  /** What `act` adds to the history: action, target, changes and reason. */
  async function addedBy(act: () => Promise<unknown>): Promise<unknown[][]> {
    const before = (await entries()).length;
    await act();
    const added = (await entries()).slice(before);
    for (const { actor, actor_id, address } of added) {
      expect([actor, actor_id, address]).toEqual([ADMIN.email, 1, expect.stringContaining('127.0.0.1')]);
    }
    return added.map(({ action, target_kind, target_id, target, changes, reason }) => [
      action,
      [target_kind, target_id, target],
      JSON.parse(changes ?? 'null'),
      reason,
    ]);
  }

  async function issued(): Promise<{ id: number; coupon: number }> {
    const coupon = await aCoupon(database, { count: 2 });
    const client = await member(server);
    const answer = await client.post('/couponuser/', { coupon, work: await aWork(database) });
    return { id: answer.json<{ id: number }>().id, coupon };
  }

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
    expect(await addedBy(create)).toEqual([['create-work', ['work', id, '초고'], { title: [null, '초고'] }, null]]);
    const rename = async (): Promise<unknown> => (await admin.openForm('works', id))({ title: '완결' });
    expect(await addedBy(rename)).toEqual([['edit-work', ['work', id, '초고'], { title: ['초고', '완결'] }, null]]);
    for (const [act, isHidden] of [
      ['hide', true],
      ['unhide', false],
    ] as const) {
      const line = [`${act}-work`, ['work', id, '완결'], { is_hidden: [!isHidden, isHidden] }, null];
      expect(await addedBy(() => admin.act('works', id, act))).toEqual([line]);
    }
    const gone = { title: ['완결', null], is_hidden: [false, null] };
    expect(await addedBy(() => admin.act('works', id, 'delete'))).toEqual([
      ['delete-work', ['work', id, '완결'], gone, null],
    ]);
  });

  it('has one line for each change of a coupon', async () => {
    let id = 0;
    const create = async (): Promise<void> => {
      id = (await admin.create('coupons', TERMS)).json<PanelAnswer>().record.id;
    };
    const [[action, , changes] = []] = await addedBy(create);
    expect([action, changes]).toMatchObject(['create-coupon', { name: [null, TERMS.name], count: [null, 5] }]);
    const target = ['coupon', id, TERMS.name];
    const start = async (): Promise<unknown> =>
      (await admin.openForm('coupons', id))({ starts_at: '2030-10-01T12:00', discount_rate: '7' });
    expect(await addedBy(start)).toEqual([
      ['edit-coupon', target, { discount_rate: [0, 7], starts_at: [null, '2030-10-01T03:00:00.000Z'] }, null],
    ]);
    for (const [act, name, line] of [
      ['pause', 'pause-coupon', { paused: [false, true] }],
      ['resume', 'resume-coupon', { paused: [true, false] }],
      ['hide', 'hide-coupon', { is_hidden: [false, true] }],
      ['unhide', 'unhide-coupon', { is_hidden: [true, false] }],
    ] as const) {
      const fields: Record<string, string> = act === 'hide' ? { confirmed: '0' } : {};
      expect(await addedBy(() => admin.act('coupons', id, act, fields))).toEqual([[name, target, line, null]]);
    }
    const adjust = (): Promise<unknown> => admin.act('coupons', id, 'adjustStock', { delta: '-2', reason: '오기' });
    expect(await addedBy(adjust)).toEqual([['adjust-stock', target, { count: [5, 3] }, '오기']]);
    const other = await aCoupon(database);
    expect(await addedBy(() => admin.act('coupons', other, 'putOnEventPage'))).toEqual([
      ['select-event-coupon', ['coupon', other, '첫 화 무료'], { on_event_page: [id, other] }, null],
    ]);
    const [[removal, of] = []] = await addedBy(() => admin.post(`/resources/coupons/bulk/bulkDelete?recordIds=${id}`));
    expect([removal, of]).toEqual(['delete-coupon', target]);
  });

  it('has one line for each change of an issued coupon, with the reason and without the code', async () => {
    const { id } = await issued();
    const target = ['issued-coupon', id, null];
    for (const [act, action] of [
      ['markUsed', 'mark-used'],
      ['markUnused', 'mark-unused'],
      ['revoke', 'revoke'],
    ] as const) {
      expect(await addedBy(() => admin.act('issued-coupons', id, act))).toEqual([[action, target, null, A_REASON]]);
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
      expect(await addedBy(() => admin.act('users', id, act))).toEqual([[action, target, changes, reason]]);
    }
  });

  it('has an import of works with the number of works, and nothing of a preview', async () => {
    const send = (step: string): Promise<unknown> =>
      admin.post('/resources/works/actions/import', { step, csv: CATALOGUE });
    expect(await addedBy(() => send('preview'))).toEqual([]);
    const line = ['import-works', ['list', null, 'works'], { works: [null, 121] }, null];
    expect(await addedBy(() => send('apply'))).toEqual([line]);
    expect(await addedBy(() => send('apply'))).toEqual([]);
  });

  it('has nothing of acts that change nothing or are refused', async () => {
    const { id, coupon } = await issued();
    await admin.act('issued-coupons', id, 'markUsed');
    const key = { delta: '5', request_key: `once-${id}` };
    await admin.act('coupons', coupon, 'adjustStock', key);
    const acts = [
      () => admin.act('issued-coupons', id, 'markUsed'),
      () => admin.act('issued-coupons', id, 'revoke'),
      () => admin.act('coupons', coupon, 'adjustStock', { delta: '-1000' }),
      () => admin.act('coupons', coupon, 'adjustStock', key),
      () => admin.act('coupons', coupon, 'delete'),
      () => admin.act('coupons', coupon, 'resume'),
      () => admin.act('users', 1, 'deactivate'),
    ];
    for (const act of acts) expect(await addedBy(act)).toEqual([]);
  });

  it.each(['adjustStock', 'markUsed', 'markUnused', 'revoke', 'deactivate'])(
    'needs a reason for %s: without one nothing is done',
    async (action) => {
      const { id, coupon } = await issued();
      await member(server);
      const [{ id: other } = { id: 0 }] = await database.rows<{ id: number }>('SELECT max("id") AS "id" FROM "user"');
      const [resource, row] =
        action === 'adjustStock'
          ? ['coupons', coupon]
          : action === 'deactivate'
            ? ['users', other]
            : ['issued-coupons', id];
      const before = await admin.row(resource as string, row as number);
      for (const reason of ['', '  ', '가'.repeat(201)]) {
        const refused = await admin.act(resource as string, row as number, action, { delta: '1', reason });
        expectRefusal(refused, 400, 'INVALID');
        expect(refused.json<PanelAnswer>().record.errors['reason']?.message).toMatch(/[가-힣]/);
      }
      expect((await admin.row(resource as string, row as number)).params).toEqual(before.params);
    },
  );

  it('is written together with the change: neither is kept without the other', async () => {
    const coupon = await aCoupon(database);
    const count = async (): Promise<unknown> => (await admin.row('coupons', coupon)).params['count'];
    for (const table of ['audit_entry', 'stock_movement']) {
      const lines = await countOf(database, 'audit_entry');
      const restore = await refuseInserts(database, kind, table);
      const answer = await admin.act('coupons', coupon, 'adjustStock', { delta: '5' });
      await restore();
      expect(answer.status).toBeGreaterThanOrEqual(500);
      expect([table, await count(), await countOf(database, 'audit_entry')]).toEqual([table, 100, lines]);
    }
  });

  it('is listed newest first, and found by operator, action, target, words of the reason and time', async () => {
    const coupon = await aCoupon(database);
    const since = new Date().toISOString();
    await admin.act('coupons', coupon, 'adjustStock', { delta: '5', reason: '추가 예산' });
    await admin.act('coupons', coupon, 'adjustStock', { delta: '-5', reason: '취소' });
    await admin.act('coupons', coupon, 'pause');
    const found = async (query: string): Promise<unknown[]> =>
      (await admin.rows('history', `filters.target_kind=coupon&filters.target_id=${coupon}&${query}`)).map(
        ({ params }) => params['action'],
      );
    expect(await found('')).toEqual(['pause-coupon', 'adjust-stock', 'adjust-stock']);
    expect(await found('filters.action=adjust-stock')).toHaveLength(2);
    expect(await found(`filters.reason=${encodeURIComponent('예산')}`)).toEqual(['adjust-stock']);
    expect(await found(`filters.actor=${encodeURIComponent(ADMIN.email)}`)).toHaveLength(3);
    expect(await found('filters.actor=nobody')).toEqual([]);
    expect(await found(`filters.created_at~~from=${since}`)).toHaveLength(3);
    expect(await found(`filters.created_at~~to=${since}`)).toEqual([]);
    expectRefusal(await admin.get('/resources/history/actions/list?filters.action=forged'), 400, 'BAD_FILTER');
  });

  it('is shown to operators only', async () => {
    const stranger = await member(server);
    for (const path of ['actions/list', 'records/1/show']) {
      expectRefusal(await stranger.get(`/admin/api/resources/history/${path}`), 403, 'FORBIDDEN');
      expectRefusal(await server.client().get(`/admin/api/resources/history/${path}`), 403, 'NOT_AUTHENTICATED');
    }
  });

  it.each(['new', 'edit', 'delete', 'bulkDelete', 'search', 'hide'])('cannot be changed: no %s', async (action) => {
    const before = await entries();
    const fields = { actor: 'forged', action: 'log-in', reason: 'forged' };
    expectRefusal(await admin.post(`/resources/history/actions/${action}`, fields), 404, 'UNKNOWN_ACTION');
    expectRefusal(await admin.act('history', 1, action, fields), 404, 'UNKNOWN_ACTION');
    expectRefusal(await admin.post(`/resources/history/bulk/${action}?recordIds=1`, fields), 404, 'UNKNOWN_ACTION');
    expect(await entries()).toEqual(before);
  });

  it('contains no password, hash, session id or code', async () => {
    const { id } = await issued();
    await admin.act('issued-coupons', id, 'revoke');
    const text = JSON.stringify(await entries());
    const secrets = [
      ...(await database.rows<{ s: string }>('SELECT "password" AS s FROM "user"')),
      ...(await database.rows<{ s: string }>('SELECT "id" AS s FROM "session"')),
      ...(await database.rows<{ s: string }>('SELECT "code" AS s FROM "coupon_user"')),
      { s: PASSWORD },
      { s: ADMIN.password },
    ];
    expect(secrets.length).toBeGreaterThan(5);
    for (const { s } of secrets) expect(text.includes(s)).toBe(false);
  });
});

/** Makes every insert into the table fail. @returns ends that */
async function refuseInserts(database: TestDatabase, kind: string, table: string): Promise<() => Promise<void>> {
  if (kind === 'sqlite') {
    await database.execute(
      `CREATE TRIGGER refuse BEFORE INSERT ON "${table}" BEGIN SELECT RAISE(ABORT, 'refused by the test'); END`,
    );
    return () => database.execute('DROP TRIGGER refuse');
  }
  await database.execute(
    `CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'refused by the test'; END $$`,
  );
  await database.execute(`CREATE TRIGGER refuse BEFORE INSERT ON "${table}" FOR EACH ROW EXECUTE FUNCTION refuse()`);
  return () => database.execute(`DROP TRIGGER refuse ON "${table}"`);
}
