import { aCoupon } from './builders/coupons.js';
import { holdsForWorks } from './builders/held-coupons.js';
import { manyWorks } from './builders/works.js';
import { member, newEmail } from './support/members.js';
import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

const LIMIT_BYTES = 16 * 1024;

describe('A client that is slow, does not read or never ends its body', () => {
  let server: RunningServer;
  let connection: RawConnection;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
  });
  beforeEach(async () => {
    connection = await RawConnection.open(server);
  });
  afterEach(() => connection.close());

  const head = (path: string, ...lines: string[]): string =>
    [`POST ${path} HTTP/1.1`, `Host: ${connection.host}`, ...lines, '', ''].join('\r\n');

  it('is refused by the stated length of its body, before it sends any of it', async () => {
    await connection.send(head('/couponuser/', 'Content-Type: application/json', 'Content-Length: 1000000000'));
    const answer = await connection.answer();
    expectRefusal(answer, 413, 'BODY_TOO_LARGE');
    expect(answer.header('connection')).toBe('close');
    await connection.closed;
  });

  it.each([
    ['JSON', '/couponuser/', 'Content-Type: application/json'],
    ['a form', '/login-page/', 'Content-Type: application/x-www-form-urlencoded'],
  ])('is refused as soon as a body without a length is too large: %s', async (_, path, type) => {
    const origin = `Origin: http://${connection.host}`;
    await connection.send(head(path, type, origin, 'Accept: application/json', 'Transfer-Encoding: chunked'));
    const chunk = 'x'.repeat(LIMIT_BYTES);
    await connection.send(`${chunk.length.toString(16)}\r\n${chunk}\r\n10\r\n${'x'.repeat(16)}\r\n`);
    // The body never ends.
    const answer = await connection.answer();
    expect([answer.status, answer.header('connection')]).toEqual([413, 'close']);
    await connection.closed;
  });

  it('is disconnected after a refusal that needs no body', async () => {
    await connection.send(head('/nothing/', 'Content-Type: application/json', 'Content-Length: 1000000'));
    const answer = await connection.answer();
    expect([answer.status, answer.header('connection')]).toEqual([413, 'close']);
    await connection.closed;
  });

  it('gets a refusal that needs no body, though it asked to close the connection and still sends', async () => {
    // What it receives waits until it has sent all, as in a client that is busy sending.
    connection.stopReading();
    const described = ['Content-Type: application/json', 'Content-Length: 20', 'Connection: close'];
    await connection.send(head('/couponuser/?a=1', ...described));
    for (const half of ['{"coupon":1', ',"work":1}']) {
      // Each of these is answered after the refusal would have been.
      for (let turn = 0; turn < 3; turn++) await server.client().get('/coupon/1/');
      await connection.send(half);
    }
    connection.readAgain();
    expectRefusal(await connection.answer('POST'), 403, 'NOT_AUTHENTICATED');
    await connection.closed;
  });

  it('is cut off when it sends half a head or half a body, or does not read, each within its limit', async () => {
    // More than the system keeps for a connection, so that the rest waits in the process.
    await manyWorks(server.database, 60_000);
    expect((await server.client().get('/work/')).text.length).toBeGreaterThan(10_000_000);
    const email = newEmail();
    const holder = await member(server, email);
    await holdsForWorks(server.database, { coupon: await aCoupon(server.database), holder: email });
    expect((await holder.get('/couponuser/')).text.length).toBeGreaterThan(9_000_000);
    const [halfHead, halfBody, reader] = (await Promise.all([1, 2, 3].map(() => RawConnection.open(server)))) as [
      RawConnection,
      RawConnection,
      RawConnection,
    ];
    const deaf = connection.stopReading();
    // The list of works is written at once, the member's list in pieces.
    const { cookie } = holder.cookies.header();
    const deafToPieces = (await RawConnection.open(server)).stopReading();
    await halfHead.send('GET /work/ HTTP/1.1\r\nHo');
    await halfBody.send(head('/couponuser/', 'Content-Type: application/json', 'Content-Length: 20') + '{');
    await deaf.send(`GET /work/ HTTP/1.1\r\nHost: ${deaf.host}\r\n\r\n`);
    await deafToPieces.send(`GET /couponuser/ HTTP/1.1\r\nHost: ${deaf.host}\r\nCookie: ${cookie}\r\n\r\n`);
    await reader.get('/healthz');
    // Node's own check runs every 30 s: a head was cut off after 29 s, a body after 59 s.
    await within(24_000, halfHead.closed);
    await within(20_000, halfBody.closed);
    // A client that does not read is cut off after 15 to 30 s: long before another half head is.
    const another = await RawConnection.open(server);
    await another.send('GET /work/ HTTP/1.1\r\nHo');
    await within(24_000, another.closed);
    for (const client of [deaf, deafToPieces]) {
      client.readAgain();
      await within(5_000, client.closed);
    }
    expectRefusal(await halfBody.answer(), 408, 'REQUEST_TIMEOUT');
    // Kept alive all the while.
    expect((await reader.get('/healthz')).status).toBe(200);
  }, 120_000);
});

async function within(milliseconds: number, event: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${milliseconds} ms`)), milliseconds);
  });
  await Promise.race([event, late]).finally(() => clearTimeout(timer));
}
