import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { operator, type PanelClient, type PanelAnswer } from './support/panel-client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';

const SECRETS = /password|argon2|pbkdf2|session_?epoch|email_?key/i;
const ATTACK = '</script><script>alert(1)</script>';

onEachDatabase('What the panel does not show', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
    const [coupon, work] = [await aCoupon(server.database), await aWork(server.database, '하나')];
    await (await member(server)).post('/couponuser/', { coupon, work });
  });

  it('holds no password hash, in any answer', async () => {
    for (const path of [
      '/dashboard',
      '/resources/users/actions/list',
      '/resources/users/actions/search/operator',
      '/resources/users/records/1/show',
      '/resources/issued-coupons/actions/list',
      '/resources/issued-coupons/records/1/show',
    ]) {
      const answer = await admin.get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.text).not.toMatch(SECRETS);
    }
    const answers = [await admin.act('users', 2, 'deactivate'), await admin.act('users', 2, 'activate')];
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).not.toMatch(SECRETS);
    }
  });

  it('holds no password hash in the page’s own data', async () => {
    const state = embedded((await admin.client.get('/admin/')).text) as { resources: { properties: object }[] };
    for (const { properties } of state.resources) expect(Object.keys(properties).join(' ')).not.toMatch(SECRETS);
    expect(JSON.stringify(state)).not.toMatch(/argon2|pbkdf2/);
  });

  it.each([
    'password',
    'sessionEpoch',
    'session_epoch',
    'emailKey',
    'email_key',
    'isAdmin',
    '__proto__',
    'constructor',
    'user.password',
  ])('is neither filtered nor sorted nor searched by %s', async (name) => {
    const list = '/resources/users/actions/list';
    expectRefusal(await admin.get(`${list}?filters.${name}=a`), 400, 'BAD_FILTER');
    expectRefusal(await admin.get(`${list}?filters.${name}~~from=2020-01-01`), 400, 'BAD_FILTER');
    expectRefusal(await admin.get(`${list}?filters[${name}]=a`), 400, 'BAD_FILTER');
    expectRefusal(await admin.get(`${list}?sortBy=${name}`), 400, 'BAD_SORT');
    expectRefusal(await admin.get(`/resources/users/actions/search/a?searchProperty=${name}`), 400, 'BAD_FILTER');
    expectRefusal(await admin.get(`/resources/issued-coupons/actions/list?filters.user.${name}=a`), 400, 'BAD_FILTER');
  });

  it.each([
    ['/resources/works/actions/list?filters.is_hidden=maybe', 400, 'BAD_FILTER'],
    ['/resources/works/actions/list?filters.created_at~~from=yesterday', 400, 'BAD_FILTER'],
    ['/resources/works/actions/list?filters.created_at~~from=2026-01-15T12:00', 400, 'BAD_FILTER'],
    ['/resources/works/actions/list?filters.created_at=2020', 400, 'BAD_FILTER'],
    ['/resources/works/actions/list?filters.title=a&filters.title=b', 400, 'BAD_FILTER'],
    ['/resources/works/actions/list?filters.title=%00', 400, 'BAD_FILTER'],
    ['/resources/issued-coupons/actions/list?filters.user=abc', 400, 'BAD_FILTER'],
    ['/resources/issued-coupons/actions/list?filters.user=99999999999', 400, 'BAD_FILTER'],
    ['/resources/works/actions/list?direction=up', 400, 'BAD_SORT'],
    ['/resources/works/actions/list?page=0', 400, 'BAD_PAGE'],
    ['/resources/works/actions/list?perPage=100000', 400, 'BAD_PAGE'],
    ['/resources/nothing/actions/list', 404, 'UNKNOWN_RESOURCE'],
    ['/resources/__proto__/actions/list', 404, 'UNKNOWN_RESOURCE'],
    ['/resources/works/actions/nothing', 404, 'UNKNOWN_ACTION'],
    ['/resources/works/actions/constructor', 404, 'UNKNOWN_ACTION'],
    ['/resources/works/actions/edit', 404, 'UNKNOWN_ACTION'],
    ['/resources/works/records/1/list', 404, 'UNKNOWN_ACTION'],
    ['/resources/works/records/999/show', 404, 'NOT_FOUND'],
    ['/resources/works/records/99999999999/show', 404, 'NOT_FOUND'],
    ['/resources/works/records/1e0/show', 404, 'NOT_FOUND'],
    ['/resources/works/records/%00/show', 404, 'NOT_FOUND'],
    ['/resources/works/records/%E0%A4%A/show', 400, 'BAD_REQUEST'],
    ['/pages/nothing', 404, 'NOT_FOUND'],
  ])('answers %s in words', async (path, status, code) => {
    expectRefusal(await admin.get(path), status, code);
  });

  it('answers in the language that was chosen in its menu', async () => {
    const english = await admin.get('/resources/nothing/actions/list', {
      cookie: `${admin.client.cookies.header().cookie}; admin_language=en`,
    });
    expect(english.json()['detail']).toBe('There is no such list.');
    expect((await admin.get('/resources/nothing/actions/list')).json()['detail']).toBe('존재하지 않는 목록입니다.');
  });

  it.each([
    ['users', 'new'],
    ['users', 'edit'],
    ['users', 'delete'],
    ['users', 'bulkDelete'],
    ['issued-coupons', 'new'],
    ['issued-coupons', 'edit'],
    ['issued-coupons', 'delete'],
    ['issued-coupons', 'bulkDelete'],
  ])('is no action: %s cannot %s', async (resource, action) => {
    const fields = { email: 'x@example.com', password: 'x', is_admin: 'true', code: 'AAAAAAAA' };
    expectRefusal(await admin.post(`/resources/${resource}/actions/${action}`, fields), 404, 'UNKNOWN_ACTION');
    expectRefusal(await admin.act(resource, 1, action, fields), 404, 'UNKNOWN_ACTION');
    const bulk = await admin.post(`/resources/${resource}/bulk/${action}?recordIds=1,2`, fields);
    expectRefusal(bulk, 404, 'UNKNOWN_ACTION');
    expect((await admin.row('users', 1)).params).toMatchObject({ email: ADMIN.email, is_admin: true });
  });

  it('writes no field but those of the form', async () => {
    const extra = {
      id: '77',
      count: '999',
      is_hidden: 'true',
      created_at: '2000-01-01',
      password: 'x',
      isAdmin: 'true',
    };
    const pollution = { ['__proto__']: '1', '__proto__[polluted]': '1', 'constructor.prototype.polluted': '1' };
    const created = await admin.create('works', { title: '다른 칸은 그대로', ...extra, ...pollution });
    const { record } = created.json<PanelAnswer>();
    expect(record.id).not.toBe(77);
    expect(record.params).toMatchObject({ title: '다른 칸은 그대로', is_hidden: false });
    await admin.act('coupons', 1, 'edit', { ...extra, ...pollution, name: '새 이름' });
    expect((await admin.row('coupons', 1)).params).toMatchObject({
      id: 1,
      name: '새 이름',
      count: 99,
      is_hidden: false,
    });
    expect((await server.client().get('/work/')).text).not.toContain('polluted');
  });

  it('lets no title and no e-mail become a script', async () => {
    expect((await admin.create('works', { title: ATTACK })).status).toBe(200);
    await server.database.execute('UPDATE "user" SET "email" = $1 WHERE "email" = $2', [ATTACK, ADMIN.email]);
    const page = await admin.client.get('/admin/');
    await server.database.execute('UPDATE "user" SET "email" = $1 WHERE "email" = $2', [ADMIN.email, ATTACK]);
    expect(page.text).not.toContain(ATTACK);
    expect((embedded(page.text) as { session: { email: string } }).session.email).toBe(ATTACK);
  });

  it('comes from this origin alone, and only styles may be inline', async () => {
    const page = await admin.client.get('/admin/');
    const usual = (await admin.client.get('/event/')).header('content-security-policy');
    const policy = page.header('content-security-policy');
    expect(policy).toBe(usual?.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"));
    expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(page.text).not.toMatch(/<script(?![^>]*(src=|type="application\/json"))/);
    for (const [, path] of page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      const asset = await server.client().get(path!);
      expect([path, asset.status]).toEqual([path, 200]);
      if (path!.startsWith('/admin/')) expect(asset.header('cache-control')).toContain('immutable');
    }
  });
});

function embedded(html: string): unknown {
  return JSON.parse(/<script type="application\/json" id="state">(.*?)<\/script>/s.exec(html)![1]!);
}
