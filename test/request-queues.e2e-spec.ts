import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { eventually } from './support/eventually.js';
import { logIn, member, newEmail, PASSWORD, signUp } from './support/members.js';
import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';

/** As many as one address may have, if others have none, and as many as all visitors may have. */
const LOGINS = 128;
const VISITORS = 256;

/** A request that never finishes sending its body keeps its place then: a second never passes. */
const NO_TIME_PASSES = { NODE_OPTIONS: '--import data:text/javascript,performance.now=()=>0' };

describe('Logins that never finish sending their bodies', () => {
  it('are limited in number, and keep nobody from pressing', async () => {
    const server = await startServer({ database: 'sqlite', env: NO_TIME_PASSES });
    const [coupon, work] = [await aCoupon(server.database), await aWork(server.database)];
    const client = await member(server);
    const slow = await occupy(server, LOGINS, '/login-page/');
    const refused = await client.post('/account/login/', { email: newEmail(), password: PASSWORD });
    expectRefusal(refused, 503, 'OVERLOADED');
    expect(Number(refused.header('retry-after'))).toBeGreaterThan(0);
    expect((await client.post('/couponuser/', { coupon, work })).status).toBe(201);
    for (const path of ['/work/', '/event/', '/login-page/', '/healthz']) {
      expect((await client.get(path)).status).toBe(200);
    }
    await Promise.all(slow.map((one) => one.close()));
  });

  it('keep nobody else from logging in for long', async () => {
    const server = await startServer({ database: 'sqlite' });
    const slow = await occupy(server, LOGINS, '/login-page/');
    const attempt = () => server.client().post('/account/login/', { email: newEmail(), password: PASSWORD });
    expectRefusal(await eventually(attempt, ({ status }) => status !== 503), 400, 'INVALID_CREDENTIALS');
    await Promise.all(slow.map((one) => one.close()));
  });
});

describe('Requests that wait', () => {
  it('of one address leave places for logins of others, by the address that a trusted proxy tells', async () => {
    const server = await startServer({ database: 'sqlite', env: { ...NO_TIME_PASSES, TRUSTED_PROXIES: '1' } });
    const email = newEmail();
    await signUp(server.client(), email);
    const from = (address: string) => ({ 'x-forwarded-for': `198.51.100.9, ${address}` });
    const attempt = (address: string) =>
      server.client().post('/account/login/', { email, password: PASSWORD }, from(address));
    const slow = await occupy(server, LOGINS, '/login-page/', 'X-Forwarded-For: 192.0.2.1\r\n');
    expectRefusal(await attempt('192.0.2.1'), 503, 'OVERLOADED');
    expect((await attempt('192.0.2.2')).status).toBe(200);
    await Promise.all(slow.map((one) => one.close()));
  });

  it('leave places for operators in the panel, and only for them', async () => {
    const server = await startServer({ database: 'sqlite', env: NO_TIME_PASSES });
    const [operator, client, former] = [server.client(), await member(server), await member(server)];
    await logIn(operator, ADMIN.email, ADMIN.password);
    const cookie = former.cookies.header();
    await former.post('/account/logout/', {});
    const slow = await occupy(server, VISITORS, '/event/');
    const path = '/admin/api/dashboard';
    expectRefusal(await client.get(path), 503, 'OVERLOADED');
    expectRefusal(await server.client().get(path, cookie), 503, 'OVERLOADED');
    expect((await operator.get(path)).status).toBe(200);
    await Promise.all(slow.map((one) => one.close()));
  });
});

/** Connections whose requests are inside, are asked to send their bodies, do not, and keep their places for a second at least. */
async function occupy(server: RunningServer, count: number, path: string, header = ''): Promise<RawConnection[]> {
  const slow = await Promise.all(Array.from({ length: count }, () => RawConnection.open(server)));
  const head = `POST ${path} HTTP/1.1\r\nHost: ${slow[0]!.host}\r\nOrigin: ${server.baseUrl}\r\n${header}`;
  const rest = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\nExpect: 100-continue\r\n\r\n';
  await Promise.all(slow.map((one) => one.send(head + rest)));
  for (const one of slow) expect((await one.answer()).status).toBe(100);
  return slow;
}
