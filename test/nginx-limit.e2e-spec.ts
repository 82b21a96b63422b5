import { connect, type ClientHttp2Session } from 'node:http2';
import { once } from 'node:events';
import type { Answer } from './support/answer.js';
import { newEmail, PASSWORD } from './support/members.js';
import { describeWithNginx, startNginx, type RunningNginx, type Site } from './support/nginx.js';
import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

const WORKER_CONNECTIONS = 128;
const LIMIT = WORKER_CONNECTIONS / 8;
const ATTACKER = '127.0.0.9';
const LOGIN = '/account/login/';

/** The head of a request with a body, and the first byte of that body. */
const begun = (path: string, bodyBytes = 16_000, ...headers: string[]): string =>
  [`POST ${path} HTTP/1.1`, 'Host: shop.example', `Content-Length: ${bodyBytes}`, ...headers, '', '{'].join('\r\n');

async function begin(nginx: RunningNginx, bytes: string, localAddress?: string): Promise<RawConnection> {
  const connection = await RawConnection.open(nginx, localAddress);
  await connection.send(bytes);
  return connection;
}

describeWithNginx('An address that sends many incomplete bodies', () => {
  let server: RunningServer;
  const connections: RawConnection[] = [];
  const start = (site?: Site): Promise<RunningNginx> =>
    startNginx([server.baseUrl.replace('http://', '')], site, { workerConnections: WORKER_CONNECTIONS });

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite', env: { TRUSTED_PROXIES: '1', LIMIT_LOGIN: '1/hour' } });
  });
  afterEach(async () => {
    await Promise.all(connections.splice(0).map((connection) => connection.close()));
  });

  /** After each of its requests, a visitor with another address opens a connection. @returns the visitor's statuses */
  async function visitedDuring(nginx: RunningNginx, bytes: string, requests = 160): Promise<Set<number>> {
    const statuses = new Set<number>();
    for (let number = 0; number < requests; number++) {
      connections.push(await begin(nginx, bytes, ATTACKER));
      const visitor = await RawConnection.open(nginx, '127.0.0.2');
      statuses.add((await visitor.get('/coupon/')).status);
      await visitor.close();
    }
    return statuses;
  }

  it('gets an eighth of the connections; the other requests are refused as OVERLOADED, and closed', async () => {
    const nginx = await start();
    expect(await visitedDuring(nginx, begun(LOGIN))).toEqual(new Set([200]));
    for (const connection of connections.slice(LIMIT)) {
      const answer = await connection.answer();
      expectRefusal(answer, 503, 'OVERLOADED');
      expect(answer.headers).toMatchObject({ 'retry-after': '2', 'x-frame-options': 'DENY' });
      await connection.closed;
    }
    const refused = await nginx.client(ATTACKER).get('/coupon/');
    expectRefusal(refused, 503, 'OVERLOADED');
    // A place is free again as soon as a request ends.
    await connections[0]!.close();
    await connections[1]!.send(' '.repeat(15_999));
    expect((await connections[1]!.answer()).status).toBe(400);
    expect((await nginx.client(ATTACKER).get('/coupon/')).status).toBe(200);
  });

  it.each([
    ['of a body that is too large', begun(LOGIN, 20_000), 413, 503],
    ['of a file that is too large', begun('/admin/api/', 3 * 1024 * 1024), 413, 503],
    ['of a page that nobody may see', begun('/.nginx/bad-request'), 404, 404],
    ['of a method that a file does not know', begun('/static/toodat.css'), 405, 405],
  ])('blocks no other address by the refusal %s', async (_, bytes, first, last) => {
    const nginx = await start();
    expect(await visitedDuring(nginx, bytes)).toEqual(new Set([200]));
    expectRefusal(await connections[0]!.answer(), first);
    expectRefusal(await connections.at(-1)!.answer(), last);
  });

  it.each([LOGIN, '/.well-known/acme-challenge/token'])('blocks no other address by plain HTTP: %s', async (path) => {
    const nginx = await start('https');
    expect(await visitedDuring(nginx, begun(path))).toEqual(new Set([308]));
  });

  it('is not mistaken for one that tried too many passwords', async () => {
    const nginx = await start();
    const guess = (): Promise<Answer> => nginx.client().post(LOGIN, { email, password: PASSWORD });
    const email = newEmail();
    expectRefusal(await guess(), 400, 'INVALID_CREDENTIALS');
    const answer = await guess();
    expectRefusal(answer, 429, 'THROTTLED');
    expect(Number(answer.header('retry-after'))).toBeGreaterThan(2);
  });

  it('may not use more streams of HTTP/2, either', async () => {
    const nginx = await start('https');
    const session = connect(nginx.secureUrl, { ca: nginx.ca });
    const streams = Array.from({ length: LIMIT }, () => session.request({ ':path': LOGIN, ':method': 'POST' }));
    for (const stream of streams) stream.write('{');
    expect(await streamStatus(session)).toBe(503);
    expect((await nginx.secureClient('127.0.0.2').get('/coupon/')).status).toBe(200);
    streams[0]!.close();
    await once(streams[0]!, 'close');
    expect(await streamStatus(session)).toBe(200);
    session.destroy();
  });

  it.each([
    ['198.51.100.1', ['198.51.100.1', '::ffff:198.51.100.1'], ['198.51.100.2', '::ffff:198.51.100.2', '::']],
    ['2001:db8:a:b::1', ['2001:db8:a:b::2', '2001:db8:a:b:ffff:0:a0a:d'], ['2001:db8:a:c::1', '2001:db8::b']],
    ['2001:db8:a0a:0::1', ['2001:db8:a0a::2'], ['2001:db8:a0a:1::1', '2001:db8:a0b::']],
  ])('is known behind a balancer: %s', async (attacker, same, others) => {
    const nginx = await start('balancer');
    const bytes = begun(LOGIN, 16_000, `X-Forwarded-For: ${attacker}`);
    for (let number = 0; number <= LIMIT; number++) connections.push(await begin(nginx, bytes));
    const first = await Promise.race(connections.map((connection) => connection.answer()));
    expectRefusal(first, 503, 'OVERLOADED');
    const status = async (address: string): Promise<[string, number]> => {
      const answer = await nginx.client().get('/coupon/', { 'x-forwarded-for': address });
      return [address, answer.status];
    };
    expect(await Promise.all(same.map(status))).toEqual(same.map((address) => [address, 503]));
    expect(await Promise.all(others.map(status))).toEqual(others.map((address) => [address, 200]));
  });
});

async function streamStatus(session: ClientHttp2Session): Promise<unknown> {
  const stream = session.request({ ':path': '/coupon/' });
  const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
  stream.close();
  return headers[':status'];
}
