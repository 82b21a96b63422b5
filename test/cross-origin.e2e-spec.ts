import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import type { Body, Client } from './support/client.js';
import { logIn, member, newEmail, PASSWORD, signUp } from './support/members.js';
import { expectRefusal } from './support/refusal.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';

// How a browser marks a request that another site made it send.
const FOREIGN: [name: string, headers: Record<string, string>][] = [
  ['a foreign Origin', { origin: 'https://evil.example' }],
  ['the Origin of a sandboxed frame', { origin: 'null' }],
  ['an Origin on another port', { origin: 'http://127.0.0.1:1' }],
  ['an Origin that only starts like ours', { origin: 'http://127.0.0.1.evil.example' }],
  ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
  ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
  ['a Sec-Fetch-Site that nobody knows', { 'sec-fetch-site': 'Same-Origin, cross-site' }],
];

describe('A request that another site made the browser send', () => {
  let server: RunningServer;
  let victim: Client;
  let coupon: number;
  let work: number;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    victim = await member(server);
    coupon = await aCoupon(server.database);
    work = await aWork(server.database);
  });

  const email = newEmail();
  const form = { email, password: PASSWORD, confirm_password: PASSWORD };
  const routes: [method: string, path: string, body: () => Body][] = [
    ['POST', '/account/signup/', () => ({ json: form })],
    ['POST', '/account/login/', () => ({ json: ADMIN })],
    ['POST', '/account/logout/', () => ({ json: {} })],
    ['POST', '/couponuser/', () => ({ json: { coupon, work } })],
    ['POST', '/event/', () => ({ form: { coupon: String(coupon), work: String(work) } })],
    ['POST', '/signup-page/', () => ({ form })],
    ['POST', '/login-page/', () => ({ form: ADMIN })],
    ['POST', '/logout-page/', () => ({ form: {} })],
    [
      'POST',
      '/password-page/',
      () => ({ form: { current_password: PASSWORD, new_password: 'x', confirm_password: 'x' } }),
    ],
    ['POST', '/admin/', () => ({ form: {} })],
    ['POST', '/admin/api/resources/Work/actions/new', () => ({ form: { title: 'forged' } })],
    ['PUT', '/work/', () => ({ json: { title: 'forged' } })],
    ['DELETE', '/coupon/1/', () => ({ json: {} })],
    ['POST', '/nothing/', () => ({ json: {} })],
  ];

  describe.each(FOREIGN)('with %s', (_, headers) => {
    it.each(routes)('is refused: %s %s', async (method, path, body) => {
      const answer = await victim.request(method, path, body(), { accept: 'application/json', ...headers });
      expectRefusal(answer, 403, 'CROSS_ORIGIN');
      expect(answer.header('set-cookie')).toBeUndefined();
    });

    it('has no effect', async () => {
      expect((await victim.get('/couponuser/')).json()).toEqual([]);
      expect(await countOf(server.database, 'user', `"email" = '${email}'`)).toBe(0);
      expect(await countOf(server.database, 'work')).toBe(1);
    });
  });

  it('cannot log the victim in to the account of an attacker', async () => {
    const attacker = newEmail();
    await signUp(server.client(), attacker);
    const browser = server.client();
    const foreign = { origin: 'https://evil.example' };
    await browser.form('/login-page/', { email: attacker, password: PASSWORD }, foreign);
    await browser.post('/account/login/', { email: attacker, password: PASSWORD }, foreign);
    expect(browser.cookies.get('sessionid')).toBeUndefined();
  });

  it('gets no permission to read or send anything by CORS', async () => {
    const asking = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    for (const answer of [
      await victim.get('/couponuser/', asking),
      await victim.request('OPTIONS', '/work/', {}, asking),
    ]) {
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('A request from the service’s own pages', () => {
  it.each<[string, (baseUrl: string) => Record<string, string>]>([
    ['our Origin', (origin) => ({ origin })],
    ['Sec-Fetch-Site: same-origin', () => ({ 'sec-fetch-site': 'same-origin' })],
    ['a typed address', () => ({ 'sec-fetch-site': 'none' })],
    ['no browser at all', () => ({})],
  ])('passes with %s', async (_, headers) => {
    const server = await startServer({ database: 'sqlite' });
    const client = server.client();
    const form = { email: newEmail(), password: PASSWORD, confirm_password: PASSWORD };
    expect((await client.post('/account/signup/', form, headers(server.baseUrl))).status).toBe(201);
  });
});

describe('A request that only reads', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite', env: { DEMO: 'true' } });
  });

  it('changes nothing, whichever address is opened by an admin', async () => {
    const admin = server.client();
    await logIn(admin, ADMIN.email, ADMIN.password);
    const before = await snapshot();
    for (const path of [
      '/account/signup/',
      '/account/login/',
      '/account/logout/',
      '/logout-page/',
      '/admin/logout',
      '/couponuser/?coupon=1&work=1',
      '/event/?coupon=1&work=1',
      '/login-page/?email=a@example.com&password=b',
      '/admin/api/resources/Work/records/1/delete',
      '/admin/api/resources/Coupon/records/1/delete',
      '/admin/api/resources/Work/bulk/bulkDelete?recordIds=1,2',
    ]) {
      await admin.get(path);
      await admin.request('HEAD', path);
      await admin.request('OPTIONS', path);
    }
    expect(await snapshot()).toEqual(before);
    expect((await admin.get('/couponuser/')).status).toBe(200);
  });

  async function snapshot(): Promise<unknown[]> {
    const tables = ['user', 'work', 'coupon', 'coupon_user', 'session'];
    return Promise.all(tables.map((table) => server.database.rows(`SELECT * FROM "${table}" ORDER BY "id"`)));
  }
});
