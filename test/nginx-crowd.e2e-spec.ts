import { createServer } from 'node:http';
import { aWork } from './builders/works.js';
import { describeWithNginx, startNginx } from './support/nginx.js';
import { upstreamAddress } from './support/upstream-address.js';
import { startServer } from './support/server.js';

describeWithNginx('For a crowd, nginx', () => {
  it('compresses pages and lists, and tells a client that has a list already', async () => {
    const server = await startServer({ database: 'sqlite', env: { TRUSTED_PROXIES: '1' } });
    const client = (await startNginx([server.baseUrl.replace('http://', '')])).client();
    const packed = { 'accept-encoding': 'gzip' };
    for (let work = 0; work < 30; work++) await aWork(server.database);
    const page = await client.get('/event/', { ...packed, accept: 'text/html' });
    const list = await client.get('/work/', packed);
    for (const answer of [page, list]) {
      expect([answer.status, answer.header('content-encoding')]).toEqual([200, 'gzip']);
      expect(answer.header('vary')).toContain('Accept-Encoding');
    }
    expect((await client.get('/work/', { ...packed, 'if-none-match': list.header('etag') })).status).toBe(304);
  });

  it('sends all presses and the panel of a session to one of several processes, so that LIMIT_ISSUE holds', async () => {
    const seen = new Map<string, Set<number>>();
    const processes = await Promise.all([0, 1, 2].map((place) => servesEverybody(seen, place)));
    const front = await startNginx(processes);
    for (let member = 0; member < 20; member++) {
      const visitor = front.client();
      visitor.cookies.set('sessionid', `member${member}`);
      for (let press = 0; press < 4; press++) {
        await visitor.post('/couponuser/', { coupon: 1, work: 1 });
        await visitor.form('/event/', { work: '1' });
        await visitor.get('/admin/resources/coupons');
      }
    }
    expect([...seen.values()].map(({ size }) => size)).toEqual(Array.from({ length: 20 }, () => 1));
    expect(new Set([...seen.values()].flatMap((places) => [...places])).size).toBe(3);
  });
});

/** Answers every request, and notes which process each session's presses reached. */
async function servesEverybody(seen: Map<string, Set<number>>, place: number): Promise<string> {
  const server = createServer(({ headers }, response) => {
    const session = headers.cookie ?? '';
    seen.set(session, (seen.get(session) ?? new Set()).add(place));
    response.end('{}');
  });
  return upstreamAddress(server);
}
