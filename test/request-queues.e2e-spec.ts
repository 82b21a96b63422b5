import { aCoupon } from './builders/coupons.js';
import { aMovedMember } from './builders/member-row.js';
import { aWork } from './builders/works.js';
import { eventually } from './support/eventually.js';
import type { Answer } from './support/answer.js';
import type { Body } from './support/client.js';
import { logIn, member, newEmail, PASSWORD } from './support/members.js';
import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { expectNumbered } from './support/request-id.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';

/** As many of a kind as one address may have, if others have none. */
const ONE_ADDRESS = 128;
/** As many as addresses may have that come one after the other: 256 together, and then no place is left. */
const ALL_PLACES = [ONE_ADDRESS, 64, 32, 16, 8, 4, 2, 1, 1];

/** A request that never finishes sending its body keeps its place then: a second never passes. */
const NO_TIME_PASSES = { NODE_OPTIONS: '--import data:text/javascript,performance.now=()=>0' };

describe('Logins that never finish sending their bodies', () => {
  it('are limited in number, and block no press', async () => {
    const server = await startServer({ database: 'sqlite', env: NO_TIME_PASSES });
    const [coupon, work] = [await aCoupon(server.database), await aWork(server.database)];
    const client = await member(server);
    const slow = await occupy(server, ONE_ADDRESS, '/login-page/');
    const refused = await client.post('/account/login/', { email: newEmail(), password: PASSWORD });
    expectRefusal(refused, 503, 'OVERLOADED');
    expect(Number(refused.header('retry-after'))).toBeGreaterThan(0);
    for (const time of [1, 2]) {
      const page = await client.form('/login-page/', {}, { accept: 'text/html' });
      expect([time, page.status]).toEqual([time, 503]);
      expectNumbered(page);
    }
    expect((await client.post('/couponuser/', { coupon, work })).status).toBe(201);
    for (const path of ['/work/', '/event/', '/login-page/', '/healthz']) {
      expect((await client.get(path)).status).toBe(200);
    }
    await Promise.all(slow.map((one) => one.close()));
  });

  it('do not block other logins for long', async () => {
    const server = await startServer({ database: 'sqlite' });
    const slow = await occupy(server, ONE_ADDRESS, '/login-page/');
    const attempt = () => server.client().post('/account/login/', { email: newEmail(), password: PASSWORD });
    expectRefusal(await eventually(attempt, ({ status }) => status !== 503), 400, 'INVALID_CREDENTIALS');
    await Promise.all(slow.map((one) => one.close()));
  });
});

describe('Passwords of one address that wait for being checked', () => {
  it('leave room for those of other addresses', async () => {
    const server = await startServer({ database: 'sqlite', env: { TRUSTED_PROXIES: '1' } });
    // While a member of the original has such a hash, each check takes a good part of a second: no place is free soon.
    await aMovedMember(server.database, newEmail());
    await server.restart();
    const attempt = (address: string) => {
      const body = { email: ADMIN.email, password: ADMIN.password };
      return server.client().post('/account/login/', body, { 'x-forwarded-for': address });
    };
    const many = Array.from({ length: 40 }, () => attempt('192.0.2.1'));
    expectRefusal(await firstRefused(many), 503, 'OVERLOADED');
    expect((await attempt('192.0.2.2')).status).toBe(200);
    await Promise.all(many);
  });
});

describe('Requests that wait', () => {
  const env = { ...NO_TIME_PASSES, TRUSTED_PROXIES: '1' };
  const from = (address: string) => ({ 'x-forwarded-for': `198.51.100.9, ${address}` });
  // [what takes the places of one address, what others then do, its status when it has a place]
  it.each<[path: string, method: string, by: string, body: Body, status: number]>([
    ['/login-page/', 'POST', '/account/login/', { json: { email: ADMIN.email, password: ADMIN.password } }, 200],
    ['/account/logout/', 'GET', '/signup-page/', {}, 200],
    ['/event/', 'POST', '/couponuser/', { form: { coupon: '1', work: '1' } }, 403],
  ])('of one address at %s leave places for others at %s %s', async (path, method, by, body, status) => {
    const server = await startServer({ database: 'sqlite', env });
    const attempt = (address: string) => server.client().request(method, by, body, from(address));
    const slow = await occupy(server, ONE_ADDRESS, path, 'X-Forwarded-For: 192.0.2.1\r\n');
    expectRefusal(await attempt('192.0.2.1'), 503, 'OVERLOADED');
    expect((await attempt('192.0.2.2')).status).toBe(status);
    await Promise.all(slow.map((one) => one.close()));
  });

  it('leave places for operators in the panel, for presses, files and health checks, and only for them', async () => {
    const server = await startServer({ database: 'sqlite', env });
    const [coupon, work] = [await aCoupon(server.database), await aWork(server.database)];
    const [operator, client, former] = [server.client(), await member(server), await member(server)];
    await logIn(operator, ADMIN.email, ADMIN.password);
    const cookie = former.cookies.header();
    await former.post('/account/logout/', {});
    const slow = await occupyAll(server, '/account/logout/');
    const path = '/admin/api/dashboard';
    expectRefusal(await client.get(path), 503, 'OVERLOADED');
    expectRefusal(await server.client().get(path, cookie), 503, 'OVERLOADED');
    expect((await operator.get(path)).status).toBe(200);
    expect((await client.form('/event/', { coupon: `${coupon}`, work: `${work}` })).status).toBe(303);
    expect((await client.get('/static/toodat.css')).status).toBe(200);
    expect((await client.get('/static/nothing.css')).status).toBe(503);
    for (const check of ['/healthz', '/readyz']) {
      expect((await client.get(check)).status).toBe(200);
      expect((await client.request('HEAD', check)).status).toBe(200);
      expectRefusal(await client.post(check), 503, 'OVERLOADED');
    }
    await Promise.all(slow.map((one) => one.close()));
  });
});

function firstRefused(answers: readonly Promise<Answer>[]): Promise<Answer> {
  const refused = async (answer: Promise<Answer>): Promise<Answer> => {
    if ((await answer).status === 200) throw new Error('Not refused');
    return answer;
  };
  return Promise.any(answers.map(refused));
}

/** Takes all places of a kind, from several addresses. */
async function occupyAll(server: RunningServer, path: string): Promise<RawConnection[]> {
  const slow: RawConnection[] = [];
  for (const [index, places] of ALL_PLACES.entries())
    slow.push(...(await occupy(server, places, path, `X-Forwarded-For: 192.0.2.${index}\r\n`)));
  return slow;
}

/** Connections whose requests are inside, are asked to send their bodies, do not, and keep their places for a second at least. */
async function occupy(server: RunningServer, count: number, path: string, header = ''): Promise<RawConnection[]> {
  const slow = await Promise.all(Array.from({ length: count }, () => RawConnection.open(server)));
  const type = path.startsWith('/account/') ? 'application/json' : 'application/x-www-form-urlencoded';
  const head = `POST ${path} HTTP/1.1\r\nHost: ${slow[0]!.host}\r\nOrigin: ${server.baseUrl}\r\n${header}`;
  const rest = `Content-Type: ${type}\r\nContent-Length: 99\r\nExpect: 100-continue\r\n\r\n`;
  await Promise.all(slow.map((one) => one.send(head + rest)));
  for (const one of slow) expect((await one.answer()).status).toBe(100);
  return slow;
}
