import { createServer, type Server } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import type { Client } from './support/client.js';
import { logIn, newEmail, signUp } from './support/members.js';
import { describeWithNginx, startNginx, type RunningNginx } from './support/nginx.js';
import { expectRefusal } from './support/refusal.js';
import { upstreamAddress } from './support/upstream-address.js';
import { startServer, type RunningServer } from './support/server.js';

const publicFolder = join(import.meta.dirname, '../public');

describeWithNginx('Behind nginx', () => {
  let server: RunningServer;
  let nginx: RunningNginx;
  let client: Client;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite', env: { TRUSTED_PROXIES: '1', LIMIT_LOGIN: '5/hour' } });
    nginx = await startNginx([server.baseUrl.replace('http://', '')]);
  });
  beforeEach(() => {
    client = nginx.client();
  });

  it('a member signs up, logs in, takes a coupon, takes it again and logs out', async () => {
    const [coupon, work] = [await aCoupon(server.database, { count: 1 }), await aWork(server.database)];
    const email = newEmail();
    expect((await signUp(client, email)).status).toBe(201);
    expect((await logIn(client, email)).status).toBe(200);
    const issued = await client.post('/couponuser/', { coupon, work });
    expect(issued.status).toBe(201);
    const again = expectRefusal(await client.post('/couponuser/', { coupon, work }), 400, 'ALREADY_ISSUED');
    expect(again['coupon_user']).toEqual(issued.json());
    expect((await client.get('/event/', { accept: 'text/html' })).status).toBe(200);
    expect((await client.form('/logout-page/', {})).status).toBe(303);
    expectRefusal(await client.get('/couponuser/'), 403, 'NOT_AUTHENTICATED');
  });

  it('static files come from the disk, compressed, kept but asked after, and without sniffing', async () => {
    const [style = ''] = readdirSync(publicFolder).filter((name) => name.endsWith('.css'));
    const answer = await client.get(`/static/${style}`);
    expect([answer.status, answer.text]).toEqual([200, readFileSync(join(publicFolder, style), 'utf8')]);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/css',
      'x-content-type-options': 'nosniff',
      'cache-control': 'max-age=0',
    });
    const kept = { 'if-none-match': answer.header('etag') };
    expect((await client.get(`/static/${style}`, kept)).status).toBe(304);
    const packed = await client.get(`/static/${style}`, { 'accept-encoding': 'gzip' });
    expect(packed.header('content-encoding')).toBe('gzip');
    for (const path of [
      '/static/nothing.css',
      '/static/../package.json',
      '/static/%2e%2e/nginx.conf',
      '/static../nginx.conf',
    ]) {
      expectRefusal(await client.get(path), 404, 'NOT_FOUND');
    }
    expectRefusal(await client.post(`/static/${style}`), 405, 'METHOD_NOT_ALLOWED');
  });

  it('each security header is sent once, by nginx or by the service', async () => {
    for (const path of [
      '/event/',
      '/nothing/',
      '/static/nothing.css',
      '/static/toodat.css',
      '/admin/',
      '/coupon/%ZZ/',
    ]) {
      const { headers } = await client.get(path, { accept: 'text/html' });
      expect([path, headers]).toEqual([
        path,
        expect.objectContaining({
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'content-security-policy': expect.stringMatching(/^[^,]*frame-ancestors 'none'[^,]*$/) as string,
        }),
      ]);
      expect(headers.server).toBe('nginx');
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });

  it('what the client claims about its address, its protocol and its host is thrown away', async () => {
    const email = newEmail();
    await signUp(client, email);
    const guess = (number: number) => {
      const claim = `203.0.113.${number}`;
      const headers = { 'x-forwarded-for': claim, forwarded: `for=${claim}`, 'x-real-ip': claim };
      return client.post('/account/login/', { email, password: 'wrong-password-1' }, headers);
    };
    const statuses: number[] = [];
    for (let number = 0; number < 7; number++) statuses.push((await guess(number)).status);
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429]);
  });

  it('a body of 1 MB is refused in the form of the contract, and one of 20 KB too', async () => {
    for (const size of [1024 * 1024 + 1024, 20 * 1024]) {
      const raw = JSON.stringify({ padding: 'x'.repeat(size) });
      expectRefusal(await client.request('POST', '/couponuser/', { raw }), 413, 'BODY_TOO_LARGE');
    }
    const toAdmin = { raw: 'x'.repeat(2 * 1024 * 1024 + 1) };
    expectRefusal(
      await client.request('POST', '/admin/api/resources/Work/actions/new', toAdmin),
      413,
      'BODY_TOO_LARGE',
    );
  });

  it('what it cannot read or may not show is refused in the form of the contract, too', async () => {
    expectRefusal(await client.get('/work/', { cookie: `a=${'x'.repeat(20_000)}` }), 400, 'BAD_REQUEST');
    expectRefusal(await client.get(`/work/?q=${'x'.repeat(20_000)}`), 400, 'BAD_REQUEST');
    expectRefusal(await client.get('/static/'), 404, 'NOT_FOUND');
    expect((await client.get('/work/', { cookie: `a=${'x'.repeat(9_000)}` })).status).toBe(200);
  });

  it('the origin check still knows the name and the port that the browser used', async () => {
    const form = {
      email: newEmail(),
      password: 'nine-purple-lanterns-42',
      confirm_password: 'nine-purple-lanterns-42',
    };
    const foreign = { origin: 'https://evil.example' };
    expectRefusal(await client.post('/account/signup/', form, foreign), 403, 'CROSS_ORIGIN');
    expect((await client.post('/account/signup/', form, { origin: nginx.baseUrl })).status).toBe(201);
  });

  it('a service that is down is answered as UNAVAILABLE, with Retry-After', async () => {
    const away = await startNginx(['127.0.0.1:1']);
    const answer = await away.client().get('/work/');
    expectRefusal(answer, 503, 'UNAVAILABLE');
    const headers = { 'retry-after': '2', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' };
    expect(answer.headers).toMatchObject({ ...headers, 'referrer-policy': 'same-origin' });
  });

  it('only members are told that repeating is safe: an operator’s change may be made twice', async () => {
    const away = (await startNginx(['127.0.0.1:1'])).client();
    const said = async (method: string, path: string): Promise<unknown> =>
      expectRefusal(await away.request(method, path), 503, 'UNAVAILABLE')['detail'];
    for (const path of ['/couponuser/', '/event/', '/administration/']) {
      expect([path, await said('POST', path)]).toEqual([path, expect.stringContaining('같은 결과를 받습니다')]);
    }
    const change = '/admin/api/resources/coupons/records/1/adjustStock';
    for (const path of ['/admin', '/admin/', change, `/${change}?a=/event/`, change.replace('a', '%61')]) {
      expect([path, await said('POST', path)]).toEqual([
        path,
        '지금은 처리할 수 없습니다. 변경하던 중이었다면 현재 값을 확인한 다음 다시 시도해 주세요.',
      ]);
    }
  });

  it('a POST whose upstream died is never sent to the next, a GET is', async () => {
    const seen: string[] = [];
    const dying = [await dyingServer(seen), await dyingServer(seen)];
    const front = await startNginx(dying);
    expectRefusal(await front.client().post('/couponuser/', { coupon: 1, work: 1 }), 503, 'UNAVAILABLE');
    expect(seen).toEqual(['POST']);
    const other = await startNginx([await dyingServer(seen), await dyingServer(seen)]);
    await other.client().get('/work/');
    expect(seen).toEqual(['POST', 'GET', 'GET']);
  });
});

describe('The session cookie', () => {
  it('is Secure when the one trusted proxy says that the browser came by HTTPS, and only then', async () => {
    const https = { 'x-forwarded-proto': 'https' };
    const trusting = await startServer({ database: 'sqlite', env: { TRUSTED_PROXIES: '1' } });
    const wary = await startServer({ database: 'sqlite' });
    const cookie = async (server: RunningServer, headers: Record<string, string>): Promise<string | undefined> => {
      const email = newEmail();
      await signUp(server.client(), email);
      const form = { email, password: 'nine-purple-lanterns-42' };
      return (await server.client().post('/account/login/', form, headers)).header('set-cookie');
    };
    expect(await cookie(trusting, https)).toMatch(/; Secure/);
    expect(await cookie(trusting, {})).not.toMatch(/; Secure/);
    expect(await cookie(wary, https)).not.toMatch(/; Secure/);
  });
});

/** Reads a request, notes its method, and drops the connection without an answer. @returns its address */
async function dyingServer(seen: string[]): Promise<string> {
  const server: Server = createServer((request) => {
    seen.push(request.method ?? '');
    request.socket.destroy();
  });
  return upstreamAddress(server);
}
