import { aCoupon } from './builders/coupons.js';
import { aWork, manyWorks } from './builders/works.js';
import { member } from './support/members.js';
import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

const LOGINS = 128;

describe('A connection that sends many requests in one write', () => {
  let server: RunningServer;
  let connection: RawConnection;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    // More than the system keeps for a client that does not read.
    await manyWorks(server.database, 8_000);
  });
  beforeEach(async () => {
    connection = await RawConnection.open(server);
  });
  afterEach(() => connection.close());

  const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: ${connection.host}\r\n\r\n`;

  it('gets the responses in order when there are a few', async () => {
    await connection.send(['/healthz', '/work/', '/nothing/', '/login-page/', '/coupon/7/'].map(get).join(''));
    const statuses: number[] = [];
    for (let request = 0; request < 5; request++) statuses.push((await connection.answer()).status);
    expect(statuses).toEqual([200, 200, 404, 200, 404]);
  });

  it('is closed when there are more than any client sends', async () => {
    await connection.send(get('/coupon/1/').repeat(500));
    let answers = 0;
    while (await connection.answer().catch(() => undefined)) answers += 1;
    expect(answers).toBeLessThan(10);
    await connection.closed;
  });

  it('queues no request behind a response that it does not read', async () => {
    const [coupon, work] = [await aCoupon(server.database), await aWork(server.database)];
    const body = '{"email":"a@example.com","password":"not-the-password-1"}';
    const login = `POST /account/login/ HTTP/1.1\r\nHost: ${connection.host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const deaf = await Promise.all(Array.from({ length: LOGINS / 4 }, () => RawConnection.open(server)));
    await Promise.all(deaf.map((one) => one.stopReading().send(get('/work/').repeat(4) + login.repeat(4))));
    const client = await member(server);
    expect((await client.post('/couponuser/', { coupon, work })).status).toBe(201);
    const attempt = await client.post('/account/login/', { email: 'b@example.com', password: 'not-the-password-1' });
    expectRefusal(attempt, 400, 'INVALID_CREDENTIALS');
    await Promise.all(deaf.map((one) => one.close()));
  });
});
