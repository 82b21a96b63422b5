import { aCoupon } from './builders/coupons.js';
import { manyWorks } from './builders/works.js';
import type { Answer } from './support/answer.js';
import { eventually } from './support/eventually.js';
import { member } from './support/members.js';
import { RawConnection } from './support/raw-connection.js';
import { expectNumbered } from './support/request-id.js';
import { startServer, type RunningServer } from './support/server.js';

const PAGES = 300;
/** One is rendered while so many wait. */
const MAX_INSIDE = 65;

describe('Many event pages that are not cached, requested at once,', () => {
  let server: RunningServer;
  let coupon: number;
  let connections: RawConnection[];

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite', env: { TRUSTED_PROXIES: '1' } });
    coupon = await aCoupon(server.database);
    await manyWorks(server.database, (PAGES + 1) * 100);
    // The first page stays unrendered.
    const second = (): Promise<Answer> => server.client().get('/event/?page=2');
    expect((await eventually(second, ({ text }) => text.includes('301쪽'))).text).toContain('301쪽');
  });
  beforeEach(async () => {
    connections = await Promise.all(Array.from({ length: PAGES - 1 }, () => RawConnection.open(server)));
  });
  afterEach(() => Promise.all(connections.map((one) => one.close())));

  /**
   * The server reads all of them in one turn of its event loop, and then the requests of `others`.
   * @param addressOf from which the request with this index comes
   */
  async function floodThen<T>(addressOf: (index: number) => string, others: () => Promise<T>): Promise<[Answer[], T]> {
    process.kill(server.pid, 'SIGSTOP');
    try {
      const request = (page: number): string => `/event/?page=${page} HTTP/1.1\r\nHost: ${connections[0]!.host}\r\n`;
      const rest = (index: number): string => `Accept: text/html\r\nX-Forwarded-For: ${addressOf(index)}\r\n\r\n`;
      await Promise.all(connections.map((one, index) => one.send(`GET ${request(index + 3)}${rest(index)}`)));
      const answered = others();
      await new Promise(setImmediate);
      process.kill(server.pid, 'SIGCONT');
      return [await Promise.all(connections.map((one) => one.answer())), await answered];
    } finally {
      process.kill(server.pid, 'SIGCONT');
    }
  }

  it('are limited in number, and block neither the first page nor presses', async () => {
    const client = await member(server);
    const anotherEachTime = (index: number): string => `10.0.${index >> 8}.${index & 255}`;
    const [answers, [first, again, press]] = await floodThen(anotherEachTime, () =>
      Promise.all([
        server.client().get('/event/'),
        server.client().get('/event/?page=1'),
        client.post('/couponuser/', { coupon, work: 1_000 }),
      ]),
    );
    expect([first.status, again.status, press.status]).toEqual([200, 200, 201]);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(MAX_INSIDE);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) {
      expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('지금은 요청이 너무 많습니다')]);
      expect(Number(answer.header('retry-after'))).toBeGreaterThan(0);
      expectNumbered(answer);
    }
  });

  it('by one address leave room for those of other addresses', async () => {
    await server.database.execute(`UPDATE work SET title = 'renamed' WHERE id = 1000`);
    const first = (): Promise<Answer> => server.client().get('/event/');
    expect((await eventually(first, ({ text }) => text.includes('renamed'))).text).toContain('renamed');
    const [answers, other] = await floodThen(
      () => '10.0.0.1',
      () => server.client().get('/event/?page=2'),
    );
    expect(answers.filter(({ status }) => status === 503).length).toBeGreaterThan(0);
    expect(other.status).toBe(200);
  });
});
