import type { OutgoingHttpHeaders } from 'node:http';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { eventually } from './support/eventually.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { withoutRequestId } from './support/request-id.js';
import { startServer, type RunningServer } from './support/server.js';

/** They take the fast path; a request with a body, even an empty one, goes through Express. */
const PATHS: readonly OutgoingHttpHeaders[] = [
  {},
  { 'transfer-encoding': 'chunked', 'content-type': 'application/json' },
];

onEachDatabase('Answers that are the same for all clients', (kind) => {
  let server: RunningServer;
  let panelClient: PanelClient;
  let coupon: number;
  let work: number;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    panelClient = await operator(server);
    [coupon, work] = [await aCoupon(server.database, { count: 10 }), await aWork(server.database)];
  });

  const left = async (of = server): Promise<unknown> =>
    (await of.client().get(`/coupon/${coupon}/`)).json<{ count: number }>().count;
  const titles = async (of = server): Promise<unknown[]> =>
    (await of.client().get('/work/')).json<{ title: string }[]>().map(({ title }) => title);

  it('are right at once after what the same process did', async () => {
    for (let units = Number(await left()); units > 7; units--) {
      const loggedIn = await member(server);
      expect((await loggedIn.post('/couponuser/', { coupon, work })).status).toBe(201);
      expect(await left()).toBe(units - 1);
    }
    const before = Number(await left());
    await panelClient.act('coupons', coupon, 'adjustStock', { delta: '5' });
    expect(await left()).toBe(before + 5);
    await panelClient.create('works', { title: '갓 나온 작품' });
    expect(await titles()).toContain('갓 나온 작품');
    await panelClient.act('coupons', coupon, 'hide', { confirmed: '0' });
    expect((await server.client().get(`/coupon/${coupon}/`)).status).toBe(404);
  });

  it('become right in every other process', async () => {
    const other = await startServer({ database: server.database });
    await titles(other);
    await panelClient.create('works', { title: '다른 곳에서 나온 작품' });
    expect(
      await eventually(
        () => titles(other),
        (all) => all.includes('다른 곳에서 나온 작품'),
      ),
    ).toEqual(await titles());
  });

  it.each(['/work/', '/work', '/coupon/1/', '/coupon/1'])(
    'GET %s has a version, and 304 for who has it',
    async (path) => {
      await aCouponOne();
      for (const pathHeaders of PATHS) {
        const first = await server.client().get(path, pathHeaders);
        const version = first.header('etag');
        expect([first.status, first.header('cache-control'), version]).toEqual([200, 'no-cache', expect.any(String)]);
        const again = await server.client().get(path, { ...pathHeaders, 'if-none-match': `"other", ${version}` });
        expect([again.status, again.text, again.header('etag')]).toEqual([304, '', version]);
        const stale = await server.client().get(path, { ...pathHeaders, 'if-none-match': '"other"' });
        expect([stale.status, stale.text]).toEqual([200, first.text]);
      }
    },
  );

  it.each([
    ['/work/', {}],
    ['/work/?utm_source=kakao', { accept: 'text/html' }],
    [`/coupon/99999/`, {}],
    [`/coupon/99999/?x`, { accept: 'text/html' }],
    [`/coupon/99999/`, { accept: 'application/json, text/html;q=0.1' }],
  ])('are the same on both paths, headers included: %s %j', async (path, headers) => {
    for (const method of ['GET', 'HEAD']) {
      const answers = await Promise.all(
        PATHS.map((pathHeaders) => server.client().request(method, path, {}, { ...headers, ...pathHeaders })),
      );
      const [lane, express] = answers.map(withoutRequestId);
      const { date: laneDate, ...laneHeaders } = lane!.headers;
      const { date: expressDate, ...expressHeaders } = express!.headers;
      expect([lane!.status, lane!.text]).toEqual([express!.status, express!.text]);
      expect({ ...laneHeaders, etag: '' }).toEqual({ ...expressHeaders, etag: '' });
      expect([laneDate, expressDate]).toEqual([expect.any(String), expect.any(String)]);
    }
  });

  /** The first coupon was hidden above; it is shown again. */
  async function aCouponOne(): Promise<void> {
    await server.database.execute('UPDATE "coupon" SET "is_hidden" = $1', [false]);
    await eventually(
      () => server.client().get('/coupon/1/'),
      ({ status }) => status === 200,
    );
  }
});
