import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { eventually } from './support/eventually.js';
import { member, newEmail, PASSWORD } from './support/members.js';
import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { startServer } from './support/server.js';

const LOGINS = 128;

describe('Logins that never finish sending their bodies', () => {
  it('are limited in number, keep nobody else from logging in for long, and nobody from pressing at all', async () => {
    const server = await startServer({ database: 'sqlite' });
    const [coupon, work] = [await aCoupon(server.database), await aWork(server.database)];
    const client = await member(server);
    const slow = await Promise.all(Array.from({ length: LOGINS }, () => RawConnection.open(server)));
    const half = (host: string): string =>
      `POST /account/login/ HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{`;
    const logIn = () => client.post('/account/login/', { email: newEmail(), password: PASSWORD });
    const sent = Promise.all(slow.map((one) => one.send(half(one.host))));
    const attempts = await Promise.all(Array.from({ length: 20 }, logIn));
    await sent;
    const refused = attempts.find(({ status }) => status === 503)!;
    expectRefusal(refused, 503, 'OVERLOADED');
    expect(Number(refused.header('retry-after'))).toBeGreaterThan(0);
    expect((await client.post('/couponuser/', { coupon, work })).status).toBe(201);
    for (const path of ['/work/', '/event/', '/login-page/', '/healthz']) {
      expect((await client.get(path)).status).toBe(200);
    }
    expectRefusal(await eventually(logIn, ({ status }) => status !== 503), 400, 'INVALID_CREDENTIALS');
    await Promise.all(slow.map((one) => one.close()));
  });
});
