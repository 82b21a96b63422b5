import { connect } from 'node:http2';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import type { Client } from './support/client.js';
import { logIn, newEmail, PASSWORD, signUp } from './support/members.js';
import { describeWithNginx, startNginx, type RunningNginx } from './support/nginx.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

const HTML = { accept: 'text/html' };

/** The `Set-Cookie` of a member who joins and logs in this way. */
async function loginCookie(client: Client): Promise<string | undefined> {
  const email = newEmail();
  await signUp(client, email);
  return (await client.post('/account/login/', { email, password: PASSWORD })).header('set-cookie');
}

async function signUpStatuses(client: Client, times: number, headers = {}): Promise<number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time++) {
    const form = { email: newEmail(), password: PASSWORD, confirm_password: PASSWORD };
    statuses.push((await client.post('/account/signup/', form, headers)).status);
  }
  return statuses;
}

const serverBehindOneProxy = (): Promise<RunningServer> =>
  startServer({ database: 'sqlite', env: { TRUSTED_PROXIES: '1', LIMIT_SIGNUP: '3/hour' } });

const place = ({ baseUrl }: RunningServer): string => baseUrl.replace('http://', '');

describeWithNginx('The site https', () => {
  let nginx: RunningNginx;

  beforeAll(async () => {
    nginx = await startNginx([place(await serverBehindOneProxy())], 'https');
  });

  it('gives the session cookie to HTTPS only', async () => {
    expect(await loginCookie(nginx.secureClient('127.0.0.2'))).toMatch(/; Secure/);
  });

  it('sends HSTS once, from nginx and from the service', async () => {
    for (const path of ['/event/', '/static/toodat.css', '/static/nothing.css', '/nothing/']) {
      const answer = await nginx.secureClient().get(path, HTML);
      expect([path, answer.header('strict-transport-security')]).toEqual([path, 'max-age=31536000']);
    }
  });

  it('redirects HTTP to HTTPS, with the query, and a POST as a POST', async () => {
    const port = new URL(nginx.baseUrl).port;
    for (const method of ['GET', 'POST']) {
      const answer = await nginx.client().request(method, '/event/?utm_source=kakao', {}, { host: 'shop.example' });
      expect([answer.status, answer.header('location')]).toEqual([308, 'https://shop.example/event/?utm_source=kakao']);
      expect(answer.text).not.toContain(port);
    }
  });

  it('serves ACME challenges over HTTP', async () => {
    writeFileSync(join(nginx.acmeFolder, 'token'), 'token.thumbprint');
    const answer = await nginx.client().get('/.well-known/acme-challenge/token');
    expect([answer.status, answer.text]).toEqual([200, 'token.thumbprint']);
  });

  it('accepts forms of its own pages only', async () => {
    const client = nginx.secureClient('127.0.0.3');
    const form = { email: newEmail(), password: PASSWORD, confirm_password: PASSWORD };
    const foreign = { origin: 'https://evil.example' };
    expectRefusal(await client.post('/account/signup/', form, foreign), 403, 'CROSS_ORIGIN');
    expect((await client.form('/signup-page/', form)).status).toBe(303);
  });

  it('counts each visitor by their own address', async () => {
    expect(await signUpStatuses(nginx.secureClient('127.0.0.4'), 4)).toEqual([201, 201, 201, 429]);
    expect(await signUpStatuses(nginx.secureClient('127.0.0.5'), 1)).toEqual([201]);
  });

  it('speaks HTTP/2, with the name that the browser asked for', async () => {
    const session = connect(nginx.secureUrl, { ca: nginx.ca });
    const stream = session.request({ ':path': '/event/' });
    const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
    session.destroy();
    expect(headers[':status']).toBe(200);
  });

  it('refuses protocols older than TLS 1.2', async () => {
    const old = connect(nginx.secureUrl, { ca: nginx.ca, maxVersion: 'TLSv1.1', minVersion: 'TLSv1' });
    const [error] = (await once(old, 'error')) as [Error];
    expect(error.message).toMatch(/protocol|version/);
  });
});

describeWithNginx('The site balancer', () => {
  let balancer: RunningNginx;
  let nginx: RunningNginx;

  // The balancer is 127.0.0.1 to the nginx behind it; its visitors come from other addresses.
  beforeAll(async () => {
    nginx = await startNginx([place(await serverBehindOneProxy())], 'balancer');
    balancer = await startNginx([nginx.baseUrl.replace('http://', '')], 'https');
  });

  it('trusts the balancer’s header that the browser used HTTPS', async () => {
    expect(await loginCookie(balancer.secureClient('127.0.0.2'))).toMatch(/; Secure/);
  });

  it('counts each visitor by their own address, whatever the headers claim', async () => {
    const claim = { 'x-forwarded-for': '203.0.113.1' };
    expect(await signUpStatuses(balancer.secureClient('127.0.0.3'), 4, claim)).toEqual([201, 201, 201, 429]);
    expect(await signUpStatuses(balancer.secureClient('127.0.0.4'), 1, claim)).toEqual([201]);
  });

  it('passes over a second balancer on the way', async () => {
    const by = (visitor: string) => ({ 'x-forwarded-for': `${visitor}, 127.0.0.1`, 'x-forwarded-proto': 'https' });
    expect(await signUpStatuses(nginx.client(), 4, by('198.51.100.7'))).toEqual([201, 201, 201, 429]);
    expect(await signUpStatuses(nginx.client(), 1, by('198.51.100.8'))).toEqual([201]);
  });

  it('trusts no other header', async () => {
    const past = nginx.client('127.0.0.5');
    const email = newEmail();
    await signUp(past, email);
    const claims = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.2' };
    const login = await past.post('/account/login/', { email, password: PASSWORD }, claims);
    expect(login.header('set-cookie')).not.toMatch(/; Secure/);
    const statuses: number[] = [];
    for (let time = 0; time < 3; time++) {
      const claim = { 'x-forwarded-for': `203.0.113.${10 + time}` };
      statuses.push(...(await signUpStatuses(past, 1, claim)));
    }
    expect(statuses).toEqual([201, 201, 429]);
  });

  it('answers the balancer’s health check', async () => {
    expect((await logIn(nginx.client(), newEmail())).status).toBe(400);
    expect((await nginx.client().get('/healthz')).status).toBe(200);
  });
});
