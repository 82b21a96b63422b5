import { readdirSync } from 'node:fs';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { PanelClient, operator, type PanelAnswer } from './support/panel-client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { countOf } from './support/test-database.js';

const PAGES = [
  '/admin',
  '/admin/',
  '/ADMIN/',
  '/admin/resources/works',
  '/admin/resources/works/actions/new',
  '/admin/resources/works/actions/import',
  '/admin/resources/works/records/1/edit',
  '/admin/resources/works/bulk/bulkDelete?recordIds=1',
  '/admin/preview/coupons/1',
];
const READS = [
  '/dashboard',
  '/resources/works/actions/list',
  '/resources/users/actions/list?filters.email=a',
  '/resources/works/actions/search/a',
  '/resources/works/actions/export',
  '/resources/works/records/1/show',
  '/resources/works/records/1/edit',
  '/resources/coupons/records/1/adjustStock',
  '/resources/coupons/records/1/checks',
  '/resources/stock-movements/actions/list',
  '/resources/stock-movements/records/1/show',
];
const WRITES = [
  '/resources/works/actions/new',
  '/resources/works/actions/import',
  '/resources/works/records/1/edit',
  '/resources/works/records/1/hide',
  '/resources/works/records/1/delete',
  '/resources/works/bulk/bulkDelete?recordIds=1',
  '/resources/coupons/records/1/adjustStock',
  '/resources/coupons/records/1/pause',
  '/resources/coupons/records/1/resume',
  '/resources/coupons/records/1/putOnEventPage',
  '/resources/issued-coupons/records/1/markUsed',
  '/resources/issued-coupons/records/1/revoke',
  '/resources/users/records/2/makeOperator',
  '/resources/users/records/2/deactivate',
];
const HTML = { accept: 'text/html' };

onEachDatabase('The panel', (kind) => {
  const uploads = temporaryFolder();
  let server: RunningServer;
  let admin: PanelClient;
  let visitor: PanelClient;
  let stranger: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind, env: { TMPDIR: uploads } });
    admin = await operator(server);
    visitor = new PanelClient(server.client(), server);
    stranger = new PanelClient(await member(server), server);
    const [coupon, work] = [await aCoupon(server.database), await aWork(server.database, '하나')];
    expect((await stranger.client.post('/couponuser/', { coupon, work })).status).toBe(201);
  });

  const state = async (): Promise<unknown> => [
    await server.database.rows('SELECT "title", "is_hidden" FROM "work" ORDER BY "id"'),
    await server.database.rows('SELECT "name", "count", "paused" FROM "coupon" ORDER BY "id"'),
    await server.database.rows('SELECT "delta", "note" FROM "stock_movement" ORDER BY "id"'),
    await server.database.rows('SELECT "is_used", "revoked_at" FROM "coupon_user" ORDER BY "id"'),
    await server.database.rows('SELECT "email", "is_admin", "is_active" FROM "user" ORDER BY "id"'),
  ];

  it.each(PAGES)(
    'sends visitors of %s to the login page, members away, and shows itself to operators',
    async (path) => {
      const sent = await visitor.client.get(path, HTML);
      expect([sent.status, sent.header('location')]).toEqual([303, `/login-page/?next=${encodeURIComponent(path)}`]);
      const refused = await stranger.client.get(path, HTML);
      expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('관리자만 접근할 수 있습니다.')]);
      // The page's head belongs to the member who is logged in, so that they can log in with another account.
      expect(refused.text).toContain('로그아웃');
      const shown = await admin.client.get(path, HTML);
      expect([shown.status, shown.header('cache-control')]).toEqual([200, 'no-store']);
      for (const answer of [sent, refused]) expect(answer.header('cache-control')).toBe('no-store');
    },
  );

  it.each(READS)('shows %s to operators only', async (path) => {
    expectRefusal(await visitor.get(path), 403, 'NOT_AUTHENTICATED');
    expectRefusal(await stranger.get(path), 403, 'FORBIDDEN');
    const answer = await admin.get(path);
    expect([answer.status, answer.header('cache-control')]).toEqual([200, 'no-store']);
  });

  it.each(WRITES)('lets only operators post to %s, and lets no GET change anything there', async (path) => {
    const before = await state();
    expectRefusal(await visitor.post(path, { title: '위조', delta: '5' }), 403, 'NOT_AUTHENTICATED');
    expectRefusal(await stranger.post(path, { title: '위조', delta: '5' }), 403, 'FORBIDDEN');
    for (const client of [visitor, stranger, admin]) {
      const answer = await client.get(path);
      const reads = client === admin && /edit|adjustStock|markUsed|revoke|deactivate/.test(path);
      expect([path, answer.status]).toEqual([path, reads ? 200 : client === admin ? 405 : 403]);
    }
    expect(await state()).toEqual(before);
  });

  it('refuses what another site posts with the operator’s cookie, and a form that does not say where it is from', async () => {
    const before = await state();
    for (const from of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      {},
    ]) {
      expectRefusal(await admin.post('/resources/works/records/1/edit', { title: '위조' }, from), 403, 'CROSS_ORIGIN');
    }
    expect(await state()).toEqual(before);
  });

  it.each([
    ['application/json', '{"title":"위조"}'],
    ['application/x-www-form-urlencoded', 'title=forged'],
    ['text/plain', 'title=forged'],
  ])('does not understand a body of the type %s', async (type, raw) => {
    const headers = { 'content-type': type, origin: server.baseUrl };
    const answer = await admin.client.request('POST', '/admin/api/resources/works/actions/new', { raw }, headers);
    expectRefusal(answer, 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('refuses a visitor’s 5 MB upload at once, stores no file, and uses no more memory than it needs', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=b', origin: server.baseUrl };
    const path = '/admin/api/resources/works/actions/import';
    const file = `--b\r\nContent-Disposition: form-data; name="csv"; filename="a.csv"\r\n\r\n`;
    const big = file + 'a'.repeat(5_000_000) + '\r\n--b--\r\n';
    const start = performance.now();
    expectRefusal(await visitor.client.request('POST', path, { raw: big }, headers), 403, 'NOT_AUTHENTICATED');
    expect(performance.now() - start).toBeLessThan(2_000);
    expectRefusal(await admin.client.request('POST', path, { raw: big }, headers), 400, 'NO_FILES');
    const tooBig = file + 'a'.repeat(24 * 1024 * 1024) + '\r\n--b--\r\n';
    expectRefusal(await admin.client.request('POST', path, { raw: tooBig }, headers), 413, 'BODY_TOO_LARGE');
    expectRefusal(await admin.client.request('POST', path, { raw: file }, headers), 400);
    expectRefusal(await admin.create('works', { title: 'a'.repeat(100_000) }), 413, 'BODY_TOO_LARGE');
    expect(readdirSync(uploads)).toEqual([]);
  });

  it('is closed at once to an operator whose rights are taken away, and to one who is deactivated', async () => {
    const second = new PanelClient(await member(server, 'second@example.com'), server);
    const [{ id } = { id: 0 }] = await admin.rows('users', 'filters.email=second@');
    expect((await admin.act('users', id, 'makeOperator')).status).toBe(200);
    expect((await second.get('/dashboard')).status).toBe(200);
    expect((await admin.act('users', id, 'removeRole')).status).toBe(200);
    expectRefusal(await second.get('/dashboard'), 403, 'FORBIDDEN');
    await admin.act('users', id, 'makeOperator');
    await admin.act('users', id, 'deactivate');
    expectRefusal(await second.get('/dashboard'), 403, 'NOT_AUTHENTICATED');
  });

  it('does not log out by GET, and has no login of its own', async () => {
    for (const path of ['/admin/logout', '/admin/login', '/admin/refresh-token', '/logout-page/'])
      await admin.client.get(path);
    expect((await admin.get('/dashboard')).status).toBe(200);
    const own = await server.client().request('POST', '/admin/login', { form: { email: 'a', password: 'b' } }, HTML);
    expect(own.status).toBe(403);
  });

  it('counts the same rows at the end as the database', async () => {
    const { works } = (await admin.get('/dashboard')).json<{ works: number }>();
    expect(works).toBe(await countOf(server.database, 'work'));
    expect((await admin.get('/resources/issued-coupons/actions/list')).json<PanelAnswer>().meta.total).toBe(1);
  });
});
