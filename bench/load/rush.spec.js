import { createServer } from 'node:http';
import { Rush } from './rush.js';

const servers = [];

/** Starts a server that calls `answer(response, number)` for every press. @returns its port */
async function serverThat(answer) {
  let number = 0;
  const server = createServer((request, response) => request.resume().on('end', () => answer(response, number++)));
  servers.push(server);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server.address().port;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const rushAt = (port, presses = {}) =>
  new Rush({
    ports: [port],
    connections: 4,
    warmUpMs: 20,
    measureMs: 100,
    path: '/couponuser/',
    cookies: ['sessionid=1', 'sessionid=2'],
    expect: { status: 201, leastBytes: 2, says: '"code":"' },
    presses: { coupons: [1], firstUserId: 11, users: 2, firstWorkId: 1, from: 0, to: 100_000, ...presses },
  }).run(() => undefined);

const issued = (response) => response.writeHead(201, { 'Content-Length': 19 }).end('{"code":"ABCD2345"}');

describe('Rush', () => {
  it('counts and records the response to every press', async () => {
    const result = await rushAt(await serverThat(issued));
    expect(result).toMatchObject({ wrong: 0, failures: 0, broken: 0, samples: [], ranOut: false });
    expect(result.perSecond).toBeCloseTo(result.answers / result.seconds);
    expect(result.received.count).toBeGreaterThanOrEqual(result.answers);
    expect(new Set(result.received.statuses)).toEqual(new Set([201]));
    expect(result.received.codes.toString('latin1')).toBe('ABCD2345'.repeat(result.received.count));
  });

  it('tells failures, wrong answers and lost connections apart', async () => {
    const port = await serverThat((response, number) => {
      if (number === 5) return response.writeHead(503, { 'Content-Length': 0 }).end();
      if (number === 6) return response.writeHead(400, { 'Content-Length': 2 }).end('{}');
      if (number === 7) return response.writeHead(201, { 'Content-Length': 2 }).end('{}');
      if (number === 8) return response.destroy();
      return issued(response);
    });
    const { failures, wrong, broken, samples, received } = await rushAt(port);
    expect({ failures, wrong, broken }).toEqual({ failures: 1, wrong: 2, broken: 1 });
    expect(samples).toHaveLength(3);
    expect([...received.statuses].filter((status) => status !== 201).sort((a, b) => a - b)).toEqual([1, 400, 503]);
  });

  it('stops when all presses were sent', async () => {
    const result = await rushAt(await serverThat(issued), { to: 10 });
    expect(result.ranOut).toBe(true);
    expect(result.received.count).toBe(10);
  });
});
