import type { OutgoingHttpHeaders } from 'node:http';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { pageSaying } from './event-html.js';
import type { Answer } from './support/answer.js';
import type { Client } from './support/client.js';
import { logIn, member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { withoutRequestId } from './support/request-id.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';

/** The page takes the fast path; a request with a body, even an empty one, goes through Express. */
const PATHS: Readonly<Record<string, OutgoingHttpHeaders>> = {
  fast: {},
  express: { 'transfer-encoding': 'chunked', 'content-type': 'application/json' },
};

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

const VIEWERS = ['a visitor', 'a member', 'a holder', 'an admin', 'a loggedOut', 'a forger', 'a deactivated'] as const;
type Viewer = (typeof VIEWERS)[number];

/** What is unusual about the request, and what both paths then answer. */
const REQUESTS: Readonly<Record<string, readonly [status: number, OutgoingHttpHeaders, path?: string]>> = {
  'from a browser': [200, BROWSER],
  'from a script that would read anything': [200, { accept: '*/*' }],
  'that says nothing of what it reads': [200, {}],
  'without the slash': [200, BROWSER, '/event'],
  'that came by an advertisement': [200, BROWSER, '/event/?utm_source=kakao&utm_medium=%EA%B4%91%EA%B3%A0'],
  'with half a query': [200, BROWSER, '/event?'],
  'with a query that cannot be decoded': [200, BROWSER, '/event/?%E0%A4%A'],
  'from a crawler that was here before': [
    200,
    { accept: '*/*', 'if-none-match': 'W/"1-x"', 'if-modified-since': new Date().toUTCString() },
  ],
  'after a click on another site': [
    200,
    { ...BROWSER, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
  ],
  'from another origin’s script': [200, { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }],
  'for a foreign host': [400, { ...BROWSER, host: 'evil.example' }],
  'for a foreign host, as JSON': [400, { host: 'evil.example' }],
};

onEachDatabase('Both paths of the event page', (kind) => {
  let server: RunningServer;
  let work: number;

  const viewers = {} as Record<Viewer, Client>;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    await aCoupon(server.database, { name: '<b>가을</b> & "쿠폰"', starts_at: new Date(0) });
    work = await aWork(server.database, '</li> 봄봄 {{email}}');
    for (const viewer of VIEWERS) viewers[viewer] = await cameAs(viewer);
    await pageSaying('봄봄', server.client());
  });

  async function cameAs(viewer: Viewer): Promise<Client> {
    const client = server.client();
    if (viewer === 'a visitor') return client;
    if (viewer === 'an admin') {
      await logIn(client, ADMIN.email, ADMIN.password);
      return client;
    }
    const loggedIn = await member(server);
    if (viewer === 'a holder') await loggedIn.post('/couponuser/', { coupon: 1, work });
    if (viewer === 'a deactivated') {
      const newest = '"id" = (SELECT max("id") FROM "user")';
      await server.database.execute(`UPDATE "user" SET "is_active" = $1 WHERE ${newest}`, [false]);
    }
    const cookie = loggedIn.cookies.header()['cookie'] as string;
    if (viewer === 'a loggedOut') await loggedIn.post('/account/logout/');
    if (viewer !== 'a loggedOut' && viewer !== 'a forger') return loggedIn;
    client.cookies.take([viewer === 'a forger' ? `${cookie}x` : cookie]);
    return client;
  }

  const onBothPaths = (client: Client, path: string, headers: OutgoingHttpHeaders): Promise<Answer[]> =>
    Promise.all(Object.values(PATHS).map((pathHeaders) => client.get(path, { ...headers, ...pathHeaders })));

  describe.each(VIEWERS)('to %s', (viewer) => {
    it.each(Object.entries(REQUESTS))(
      'answer the same: a request %s',
      async (_, [status, headers, path = '/event/']) => {
        const [fast, express] = await onBothPaths(viewers[viewer], path, headers);
        expect(comparable(fast!, viewer)).toEqual(comparable(express!, viewer));
        expect(fast!.status).toBe(status);
        if (status !== 200) return;
        expect(fast!.header('cache-control')).toBe('no-store');
        // This tells them apart: the request took the fast path.
        expect([fast!.header('etag'), express!.header('etag')]).toEqual([undefined, expect.any(String)]);
      },
    );
  });

  it.each(VIEWERS)('answer HEAD alike, without the page, to %s', async (viewer) => {
    const [fast, express] = await Promise.all(
      Object.values(PATHS).map((pathHeaders) =>
        viewers[viewer].request('HEAD', '/event/', {}, { ...BROWSER, ...pathHeaders }),
      ),
    );
    expect(comparable(fast!, viewer)).toEqual(comparable(express!, viewer));
    expect([fast!.status, fast!.text]).toEqual([200, '']);
    expect([fast!.header('etag'), express!.header('etag')]).toEqual([undefined, expect.any(String)]);
  });

  it('show each viewer their own page only', async () => {
    const pages = await Promise.all(VIEWERS.map((viewer) => viewers[viewer].get('/event/', BROWSER)));
    const [visitor, loggedIn, holder, admin, ...others] = pages.map(({ text }) => text);
    for (const stranger of [visitor, ...others]) expect(stranger).toBe(visitor);
    expect(visitor).toContain('href="/login-page/"');
    expect(loggedIn).toContain('/logout-page/');
    expect(loggedIn).not.toMatch(/쿠폰 번호 : \w{8}</);
    expect(holder).toMatch(/쿠폰 번호 : \w{8}</);
    expect(admin).toContain('href="/admin/"');
    expect(new Set(pages.map(({ text }) => /title="([^"]*@[^"]*)"/.exec(text)?.[1])).size).toBe(4);
  });

  it.each([BROWSER, {}])('report a server error alike (%j)', async (headers) => {
    await server.database.execute('ALTER TABLE "session" RENAME TO "mislaid"');
    const [fast, express] = await onBothPaths(viewers['a member'], '/event/', headers);
    await server.database.execute('ALTER TABLE "mislaid" RENAME TO "session"');
    expect(comparable(fast!, 'a member')).toEqual(comparable(express!, 'a member'));
    expect(fast!.status).toBe(500);
  });

  it('show each of many members who ask at once their own page', async () => {
    const [holder, loggedIn] = [viewers['a holder'], viewers['a member']];
    const asked = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? holder : loggedIn));
    const shown = await Promise.all(asked.map(async (client) => (await client.get('/event/')).text));
    expect(new Set(shown.filter((_, index) => index % 2 === 0)).size).toBe(1);
    expect(new Set(shown.filter((_, index) => index % 2 === 1)).size).toBe(1);
    expect(new Set(shown).size).toBe(2);
  });
});

/** Express names a version of every page. Where a session's member is gone, it writes that down and renews the cookie. */
function comparable(answer: Answer, viewer: Viewer): object {
  const { status, text, headers } = withoutRequestId(answer);
  const irrelevant = ['date', 'etag', ...(viewer === 'a deactivated' ? ['set-cookie'] : [])];
  return {
    status,
    text,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !irrelevant.includes(name))),
  };
}
