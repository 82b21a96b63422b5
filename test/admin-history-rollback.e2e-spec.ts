import { aCoupon } from './builders/coupons.js';
import { anIssuedCoupon } from './builders/issued-coupon.js';
import { aWork } from './builders/works.js';
import type { Answer } from './support/answer.js';
import { allRows } from './support/all-rows.js';
import { eventually } from './support/eventually.js';
import { logIn, PASSWORD } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator, withRole, type PanelClient } from './support/panel-client.js';
import { startRevoking } from './support/revoking.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { countOf, type TestDatabase } from './support/test-database.js';
import { whileInsertsFail } from './support/while-inserts-fail.js';

type At = { readonly server: RunningServer; readonly admin: PanelClient };
type Act = () => Promise<Answer>;

const TERMS = { name: '롤백 쿠폰', discount_amount: '1000', discount_rate: '0', count: '5' };
const CATALOGUE = Buffer.from('title\n운수 좋은 날\n봄봄\n').toString('base64');
const NEW_PASSWORD = 'a-new-password-31';

const onIssued =
  (action: string, ...earlier: string[]) =>
  async ({ server, admin }: At): Promise<Act> => {
    const { id } = await anIssuedCoupon(server);
    for (const act of earlier) await admin.act('issued-coupons', id, act);
    return () => admin.act('issued-coupons', id, action);
  };

const onAccount =
  (action: string, ...earlier: string[]) =>
  async ({ server, admin }: At): Promise<Act> => {
    const { id } = await withRole(server, 'support');
    for (const act of earlier) await admin.act('users', id, act);
    return () => admin.act('users', id, action);
  };

const onCoupon =
  (action: string, fields: Record<string, string> = {}) =>
  async ({ server, admin }: At): Promise<Act> => {
    const coupon = await aCoupon(server.database);
    return () => admin.act('coupons', coupon, action, { confirmed: '0', ...fields });
  };

/** Each prepares its act, which can be sent again after it was refused. */
const ACTS: Record<string, (at: At) => Promise<Act>> = {
  'a new work': ({ admin }) => Promise.resolve(() => admin.create('works', { title: '새 작품' })),
  'an edit of a work': async ({ server, admin }) => {
    const save = await admin.openForm('works', await aWork(server.database));
    return () => save({ title: '고친 제목' });
  },
  'a deleted work': async ({ server, admin }) => {
    const work = await aWork(server.database);
    return () => admin.act('works', work, 'delete');
  },
  'an import of works': ({ admin }) =>
    Promise.resolve(() => admin.post('/resources/works/actions/import', { step: 'apply', csv: CATALOGUE })),
  'a new coupon': ({ admin }) => Promise.resolve(() => admin.create('coupons', TERMS)),
  'an edit of a coupon': async ({ server, admin }) => {
    const save = await admin.openForm('coupons', await aCoupon(server.database));
    return () => save({ name: '고친 이름' });
  },
  'a change of the stock': onCoupon('adjustStock', { delta: '5' }),
  'a paused coupon': onCoupon('pause'),
  'a hidden coupon': onCoupon('hide'),
  'a deleted coupon': onCoupon('delete'),
  'the coupon of the event page': onCoupon('putOnEventPage'),
  'a mark as used': onIssued('markUsed'),
  'a mark as unused': onIssued('markUnused', 'markUsed'),
  'a revoked coupon': onIssued('revoke'),
  'a restored coupon': onIssued('restore', 'revoke'),
  'the start of a revocation': async ({ server, admin }) => {
    const { coupon } = await anIssuedCoupon(server);
    return () => startRevoking(admin, `filters.coupon=${coupon}`);
  },
  'a new role': onAccount('makeOperator'),
  'a role that is taken away': onAccount('removeRole'),
  'a deactivated account': onAccount('deactivate'),
  'an account that is activated': onAccount('activate', 'deactivate'),
  'the password of an operator': async ({ server }) => {
    const { client } = (await withRole(server, 'operator')).panel;
    const passwords = { new_password: NEW_PASSWORD, confirm_password: NEW_PASSWORD };
    return () => client.form('/password-page/', { current_password: PASSWORD, ...passwords });
  },
  'the login of an operator': ({ server }) =>
    Promise.resolve(() => logIn(server.client(), ADMIN.email, ADMIN.password)),
  'an opened member case': async ({ server, admin }) => {
    const { id } = await anIssuedCoupon(server);
    return () => admin.post('/pages/case', { issued: String(id) });
  },
};

onEachDatabase('An act and its line of the history', (kind) => {
  let server: RunningServer;
  let database: TestDatabase;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    database = server.database;
    admin = await operator(server);
  });

  it.each(Object.keys(ACTS))('are kept together or not at all: %s', async (name) => {
    const act = await ACTS[name]!({ server, admin });
    const before = await allRows(database);
    const refused = await whileInsertsFail(database, 'audit_entry', act);
    expect(refused.status).toBeGreaterThanOrEqual(500);
    expect(await allRows(database)).toEqual(before);
    expect((await act()).status).toBeLessThan(400);
    expect((await allRows(database))['audit_entry']!.length).toBeGreaterThan(before['audit_entry']!.length);
    const running = (): Promise<number> => countOf(database, 'revocation', `"state" = 'running'`);
    expect(await eventually(running, (count) => count === 0)).toBe(0);
  });

  it('are refused together with the ledger of the stock', async () => {
    const coupon = await aCoupon(database);
    const before = await allRows(database);
    const refused = await whileInsertsFail(database, 'stock_movement', () =>
      admin.act('coupons', coupon, 'adjustStock', { delta: '5' }),
    );
    expect(refused.status).toBeGreaterThanOrEqual(500);
    expect(await allRows(database)).toEqual(before);
  });

  it('refuse an export that cannot be recorded before its first byte, and the next one may run', async () => {
    const before = await allRows(database);
    const path = '/resources/works/actions/export';
    const refused = await whileInsertsFail(database, 'audit_entry', () => admin.get(path));
    expect([refused.status, refused.headers['content-disposition']]).toEqual([500, undefined]);
    expect(await allRows(database)).toEqual(before);
    expect((await admin.get(path)).status).toBe(200);
  });

  it.each([
    ['the API', () => logIn(server.client(), ADMIN.email, ADMIN.password)],
    ['the page', () => server.client().form('/login-page/', ADMIN)],
  ])('refuse a login by %s with 503, no session, and the cause in the log', async (_, login) => {
    const sessions = await countOf(database, 'session');
    const refused = await whileInsertsFail(database, 'audit_entry', login);
    expect([refused.status, refused.header('retry-after'), refused.header('set-cookie')]).toEqual([
      503,
      '1',
      undefined,
    ]);
    expect(await countOf(database, 'session')).toBe(sessions);
    const cause = `other ${kind === 'sqlite' ? 'SQLITE_ERROR' : 'P0001'}`;
    const id = refused.header('x-request-id')!;
    const ofLogin = (): string[] => server.output.split('\n').filter((line) => line.includes(id));
    const lines = await eventually(
      () => Promise.resolve(ofLogin()),
      (found) => found.length > 0,
    );
    expect(lines).toEqual([expect.stringContaining(cause)]);
    expect(lines.join()).not.toContain(ADMIN.email);
    expect((await login()).status).toBeLessThan(400);
  });
});
