import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'DELETE', 'PUT'];

const NO_PATHS = ['*', 'http://127.0.0.1/work/', 'http://evil.example/work/', 'https://evil.example', 'work/', '?a=1'];

/** Odd, but paths: each is answered like any other address. */
const ODD_PATHS: [target: string, status: number][] = [
  ['//evil.example/work/', 404],
  ['/work/#top', 200],
  ['/work/?', 200],
  ['/%00', 404],
  ['/%', 404],
  ['/%ZZ/', 404],
  ['/coupon/%ZZ/', 400],
  ['/\\evil.example', 404],
  ['/..', 404],
  ['/work/../healthz', 404],
  ['/work/%2e%2e/healthz', 404],
  ['/;/', 404],
  ['/\xff\xfe', 400],
  [`/${'x'.repeat(800)}`, 404],
];

describe('A request target', () => {
  let server: RunningServer;
  let connection: RawConnection;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
  });
  beforeEach(async () => {
    connection = await RawConnection.open(server);
  });
  afterEach(() => connection.close());
  afterAll(() => expect(server.output).not.toMatch(/ERROR|Error:|\n\s+at /));

  const ask = async (method: string, target: string, headers = '') => {
    await connection.send(`${method} ${target} HTTP/1.1\r\nHost: ${connection.host}\r\n${headers}\r\n`);
    return connection.answer(method);
  };

  describe.each(METHODS)('of %s', (method) => {
    it.each(NO_PATHS)('that is no path is refused: %s', async (target) => {
      const answer = await ask(method, target);
      if (method === 'HEAD') expect(answer.status).toBe(400);
      else expectRefusal(answer, 400, 'BAD_REQUEST');
      expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    });
  });

  it('that is no path shows a browser a page', async () => {
    const answer = await ask('GET', '*', 'Accept: text/html\r\n');
    expect([answer.status, answer.header('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    expect(answer.text).toContain('잘못된 요청');
  });

  it.each(ODD_PATHS)('that is an odd path is answered as such: %s', async (target, status) => {
    expect((await ask('GET', target)).status).toBe(status);
  });

  it.each([
    ['is not HTTP', 'hello\r\n\r\n', 400, 'BAD_REQUEST'],
    ['has a space in it', 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'BAD_REQUEST'],
    ['has too many headers', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
  ])('in a request that %s is refused in the form of the contract', async (_, bytes, status, code) => {
    await connection.send(bytes);
    const answer = await connection.answer();
    expectRefusal(answer, status, code);
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', connection: 'close' });
    await connection.closed;
  });

  it('of CONNECT closes the connection', async () => {
    await connection.send('CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n');
    await connection.closed;
  });

  it.each(['GET /work/ HTTP/1.1\r\n\r\n', 'GET /work/ HTTP/1.0\r\n\r\n'])(
    'without a host is refused in words: %j',
    async (head) => {
      await connection.send(head);
      expectRefusal(await connection.answer(), 400, 'BAD_HOST');
    },
  );

  it('with an unknown Expect header is answered like any other', async () => {
    expect((await ask('GET', '/work/', 'Expect: tea\r\n')).status).toBe(200);
  });
});
