import { aCoupon } from './builders/coupons.js';
import { manyWorks } from './builders/works.js';
import type { Answer } from './support/answer.js';
import { eventually } from './support/eventually.js';
import { member } from './support/members.js';
import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

const PAGES = 300;
/** One is rendered while others wait: 65 together, of which one address has half. */
const INSIDE_OF_ONE_ADDRESS = 33;

describe('Many event pages that were not rendered before, asked for at once,', () => {
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

  /** One address asks for them. The server sees all in one turn of its event loop, and then what other addresses send. */
  async function floodThen<T>(headers: string, others: () => Promise<T>): Promise<[Answer[], T]> {
    process.kill(server.pid, 'SIGSTOP');
    try {
      const request = (page: number): string => `/event/?page=${page} HTTP/1.1\r\nHost: ${connections[0]!.host}\r\n`;
      const rest = `X-Forwarded-For: 192.0.2.1\r\n${headers}\r\n`;
      await Promise.all(connections.map((one, index) => one.send(`GET ${request(index + 3)}${rest}`)));
      const answered = others();
      await new Promise(setImmediate);
      process.kill(server.pid, 'SIGCONT');
      return [await Promise.all(connections.map((one) => one.answer())), await answered];
    } finally {
      process.kill(server.pid, 'SIGCONT');
    }
  }

  it('are limited in number, and keep nobody else from the first page or from pressing', async () => {
    const client = await member(server);
    const [answers, [first, again, press]] = await floodThen('', () =>
      Promise.all([
        server.client().get('/event/'),
        server.client().get('/event/?page=1'),
        client.post('/couponuser/', { coupon, work: 1_000 }),
      ]),
    );
    expect([first.status, again.status, press.status]).toEqual([200, 200, 201]);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(INSIDE_OF_ONE_ADDRESS);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) {
      expectRefusal(answer, 503, 'OVERLOADED');
      expect(Number(answer.header('retry-after'))).toBeGreaterThan(0);
    }
  });

  it('are refused with a page in browsers', async () => {
    await server.database.execute(`UPDATE work SET title = 'renamed' WHERE id = 1000`);
    const second = (): Promise<Answer> => server.client().get('/event/');
    expect((await eventually(second, ({ text }) => text.includes('renamed'))).text).toContain('renamed');
    const [answers] = await floodThen('Accept: text/html\r\n', () => Promise.resolve());
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    for (const { text } of refused) expect(text).toContain('지금은 요청이 너무 많습니다');
  });
});
