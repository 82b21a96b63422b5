import type { OutgoingHttpHeaders } from 'node:http';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import type { Answer } from './support/answer.js';
import type { Body, Client } from './support/client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { withoutRequestId } from './support/request-id.js';
import { startServer, type RunningServer } from './support/server.js';

/** A press takes the fast path; one that names its encoding in quotes goes through Express. */
const PATHS: Readonly<Record<string, OutgoingHttpHeaders>> = {
  fast: { 'content-type': 'application/json' },
  express: { 'content-type': 'application/json; charset="utf-8"' },
};

type Case = { readonly body: (at: Place) => Body; readonly headers?: OutgoingHttpHeaders; readonly as?: As };
type As = 'member' | 'nobody' | 'loggedOut' | 'expired' | 'forger' | 'deactivated';
type Place = { readonly coupon: number; readonly work: number };

const json = (json: unknown) => (): Body => ({ json });
const press = ({ coupon, work }: Place): Body => ({ json: { coupon, work } });

const CASES: Readonly<Record<string, Case>> = {
  'a press': { body: press },
  'ids as digits': { body: ({ coupon, work }) => ({ json: { coupon: `${coupon}`, work: ` ${work} ` } }) },
  'a press with more fields than it needs': {
    body: (at) => ({ json: { ...at, user: 1, code: 'MINE', is_used: true } }),
  },
  'an unknown work': { body: ({ coupon }) => ({ json: { coupon, work: 99_999 } }) },
  'an unknown coupon and work': { body: json({ coupon: 99_999, work: 99_999 }) },
  'wrong types': { body: json({ coupon: [1], work: 1.5 }) },
  'missing fields': { body: json({}) },
  'a list': { body: json([1, 2]) },
  'the number 5': { body: json(5) },
  'half a JSON': { body: () => ({ raw: '{"coupon": 1' }) },
  'bytes that are no text': { body: () => ({ raw: Buffer.from([0xff, 0xfe, 0xfd]) }) },
  'a body of 20 KB': { body: () => ({ raw: JSON.stringify({ coupon: 'x'.repeat(20_000) }) }) },
  'another content type': { body: press, headers: { 'content-type': 'text/plain' } },
  'a foreign origin': { body: press, headers: { origin: 'http://evil.example' } },
  'a cross-site request': { body: press, headers: { 'sec-fetch-site': 'cross-site' } },
  'a foreign host': { body: press, headers: { host: 'evil.example' } },
  'nobody in particular': { body: press, as: 'nobody' },
  'nobody in particular, with a bad body': { body: json({}), as: 'nobody' },
  'nobody in particular, with half a JSON': { body: () => ({ raw: '{"coupon": 1' }), as: 'nobody' },
  'nobody in particular, with another content type': {
    body: press,
    headers: { 'content-type': 'text/plain' },
    as: 'nobody',
  },
  'a session that was logged out': { body: press, as: 'loggedOut' },
  'a session that is over': { body: press, as: 'expired' },
  'a cookie with another signature': { body: press, as: 'forger' },
  'a deactivated member': { body: press, as: 'deactivated' },
};

onEachDatabase('Both paths of a press', (kind) => {
  let server: RunningServer;
  let place: Place;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    place = { coupon: await aCoupon(server.database), work: await aWork(server.database) };
  });

  async function client(as: As = 'member'): Promise<Client> {
    if (as === 'nobody') return server.client();
    const loggedIn = await member(server);
    const cookie = loggedIn.cookies.header()['cookie'] as string;
    if (as === 'deactivated') {
      await server.database.execute('UPDATE "user" SET "is_active" = $1 WHERE "id" = (SELECT max("id") FROM "user")', [
        false,
      ]);
    }
    if (as === 'loggedOut') await loggedIn.post('/account/logout/');
    if (as === 'expired') await server.database.execute('UPDATE "session" SET "expires_at" = $1', [new Date(0)]);
    if (as === 'member' || as === 'deactivated') return loggedIn;
    const replayed = server.client();
    replayed.cookies.take([as === 'forger' ? `${cookie}x` : cookie]);
    return replayed;
  }

  it.each(Object.entries(CASES))('answer %s alike', async (_, { body, headers, as }) => {
    const answers: Answer[] = [];
    for (const pathHeaders of Object.values(PATHS)) {
      const loggedIn = await client(as);
      answers.push(await loggedIn.request('POST', '/couponuser/', body(place), { ...pathHeaders, ...headers }));
    }
    const [fast, express] = answers.map(comparable);
    expect(fast).toEqual(express);
    expect(fast!.status).toBeLessThan(500);
  });

  it('differ in one header: only Express adds an ETag', async () => {
    const etags: unknown[] = [];
    for (const pathHeaders of Object.values(PATHS)) {
      const loggedIn = await client();
      etags.push((await loggedIn.request('POST', '/couponuser/', press(place), pathHeaders)).headers['etag']);
    }
    expect(etags).toEqual([undefined, expect.any(String)]);
  });

  it('give the same code to a member who takes first the one, then the other', async () => {
    const loggedIn = await member(server);
    const first = await loggedIn.post('/couponuser/', place, PATHS['fast']);
    const second = await loggedIn.post('/couponuser/', place, PATHS['express']);
    const third = await loggedIn.post('/couponuser/', place, PATHS['fast']);
    expect([first.status, second.status, third.status]).toEqual([201, 400, 400]);
    const { code } = first.json<{ code: string }>();
    for (const again of [second, third]) expect(again.json()).toMatchObject({ coupon_user: { code } });
  });

  it('count against the same limit, whatever is in the body', async () => {
    const limited = await startServer({ database: kind, env: { LIMIT_ISSUE: '2/min' } });
    const loggedIn = await member(limited);
    const statuses: number[] = [];
    const fields = { coupon: 1, work: 1 };
    for (const [path, body] of [
      ['fast', fields],
      ['express', {}],
      ['fast', {}],
      ['express', fields],
    ] as const) {
      statuses.push((await loggedIn.post('/couponuser/', body, PATHS[path])).status);
    }
    expect(statuses).toEqual([400, 400, 429, 429]);
  });
});

/** Express names a version of every answer, and sends a cookie whose session is over once more. */
const IRRELEVANT = new Set(['date', 'etag', 'content-length', 'set-cookie']);

/** What must be the same for every member at any time. */
function comparable(answer: Answer): { status: number; body: unknown; headers: object } {
  const { status, text, headers } = withoutRequestId(answer);
  const body: unknown = JSON.parse(text, (key, value: unknown) =>
    ['id', 'user', 'created_at', 'updated_at'].includes(key) || (key === 'code' && /^[A-Z2-9]{8}$/.test(String(value)))
      ? typeof value
      : value,
  );
  const kept = Object.entries(headers).filter(([name]) => !IRRELEVANT.has(name));
  return { status, body, headers: Object.fromEntries(kept) };
}
