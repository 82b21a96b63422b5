import type { Client } from './support/client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal, expectRefusalWith } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

onEachDatabase('An unexpected address, method or cookie', (kind) => {
  let server: RunningServer;
  let client: Client;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    client = await member(server);
  });
  afterAll(() => {
    expect(server.output).not.toMatch(/ERROR|Error:/);
  });

  it.each([
    '/nothing/',
    '/work/1/',
    '/account/',
    '/couponuser/abc/',
    '/couponuser/0/',
    '/couponuser/1/x/',
    '/__proto__/',
    '/constructor',
    '/work/../package.json',
    '//work/',
    '/work.json',
    '/.env',
    '/static/',
    '/static/nothing.css',
    '/static/../package.json',
    '/static/%2e%2e/package.json',
    '/static/%2e%2e%2fpackage.json',
    '/static/..%5cpackage.json',
    '/static/.%00./package.json',
    `/${'x'.repeat(4_000)}`,
  ])('%s is not found', async (path) => {
    expectRefusalWith(await client.get(path), 404, 'NOT_FOUND', { detail: '찾을 수 없습니다.' });
  });

  it.each(['/%', '/coupon/%ZZ/', '/coupon/%e0%a4%a/', '/couponuser/%C0%80/', '/static/%', '/static/%ff/x.css'])(
    '%s, which cannot be decoded, is refused',
    async (path) => {
      const { status } = await client.get(path);
      expectRefusal(await client.get(path), status);
      expect([400, 404]).toContain(status);
    },
  );

  it.each([
    ['GET', '/account/signup/', 'POST'],
    ['PUT', '/account/login/', 'POST'],
    ['DELETE', '/account/logout/', 'POST'],
    ['GET', '/account/logout/', 'POST'],
    ['POST', '/coupon/1/', 'GET'],
    ['PATCH', '/couponuser/', 'POST'],
    ['DELETE', '/event/', 'GET'],
    ['PUT', '/login-page/', 'POST'],
    ['GET', '/logout-page/', 'POST'],
    ['POST', '/healthz', 'GET'],
  ])('%s %s is not allowed, and the answer says what is', async (method, path, allowed) => {
    const answer = await client.request(method, path);
    expectRefusalWith(answer, 405, 'METHOD_NOT_ALLOWED', {
      detail: `메소드(Method) "${method}"는 허용되지 않습니다.`,
    });
    expect(answer.header('allow')?.split(', ')).toContain(allowed);
  });

  it.each(['sessionid=', 'sessionid=%ZZ', 'sessionid=s%3Aabc.def', 'sessionid=s%3A%00', 'a;b;=;;sessionid', '\u00ff'])(
    'a cookie of %j is anonymous',
    async (cookie) => {
      const answer = await server.client().get('/couponuser/', { cookie: Buffer.from(cookie).toString('latin1') });
      expectRefusal(answer, 403, 'NOT_AUTHENTICATED');
    },
  );

  it.each<Record<string, string>>([
    { coupon: 'abc', work: '1' },
    { coupon: '', work: '' },
    {},
    { work: '9'.repeat(30) },
  ])("the event page's form answers %j with a page and a refusal", async (fields) => {
    const answer = await client.form('/event/', fields);
    expect([answer.status, answer.header('content-type')]).toEqual([400, expect.stringContaining('text/html')]);
  });

  it.each([
    '/event/?x=1&x=2&x[y]=3',
    '/login-page/?next=/a&next=/b',
    '/login-page/?next[x]=/a',
    '/signup-page/?next=%00',
  ])('%s is an ordinary page', async (path) => {
    expect((await client.get(path)).status).toBe(200);
  });
});
