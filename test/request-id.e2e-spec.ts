import type { Answer } from './support/answer.js';
import type { Client } from './support/client.js';
import { eventually } from './support/eventually.js';
import { member, newEmail, signUp } from './support/members.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { expectNumbered, REQUEST_ID } from './support/request-id.js';
import { startServer, type RunningServer } from './support/server.js';

const HTML = { accept: 'text/html' };
/** As the access log of nginx has it. */
const NGINX_ID = '0123456789abcdef0123456789abcdef';

const idOf = (answer: Answer): string => answer.header('x-request-id') ?? '';

describe('The id of a request', () => {
  let trusting: RunningServer;
  let wary: RunningServer;

  beforeAll(async () => {
    trusting = await startServer({ database: 'sqlite', env: { TRUSTED_PROXIES: '1' } });
    wary = await startServer({ database: 'sqlite' });
  });

  // The fast path, Express, a file, and a route that is not there.
  it.each(['/healthz', '/event/', '/login-page/', '/static/toodat.css', '/nothing/'])(
    'is the one that a trusted proxy sends, else one of the service: %s',
    async (path) => {
      const ask = (server: RunningServer, id: string): Promise<Answer> =>
        server.client().get(path, { 'x-request-id': id });
      expect(idOf(await ask(trusting, NGINX_ID))).toBe(NGINX_ID);
      for (const answer of [await ask(wary, NGINX_ID), await ask(trusting, 'no id'), await ask(trusting, 'short')]) {
        expect(idOf(answer)).toMatch(/^[0-9a-f]{12}-\d{10}$/);
      }
    },
  );

  it('differs from request to request', async () => {
    const answers = await Promise.all(
      ['/healthz', '/healthz', '/nothing/', '/nothing/'].map((path) => wary.client().get(path)),
    );
    expect(new Set(answers.map(idOf)).size).toBe(4);
  });

  it('is in the body of a refusal, also when its response is prepared once for all requests', async () => {
    const refuse = (): Promise<Answer> => wary.client().post('/couponuser/', { coupon: 1, work: 1 });
    const answers = [await refuse(), await refuse()];
    expect(answers.map((answer) => [answer.status, answer.json()['request_id']])).toEqual(
      answers.map((answer) => [403, idOf(answer)]),
    );
    expect(new Set(answers.map(idOf)).size).toBe(2);
  });

  it('is sent once, also if the proxy sends two', async () => {
    const connection = await RawConnection.open(trusting);
    const answer = await connection.get('/healthz', `X-Request-Id: ${NGINX_ID}\r\nX-Request-Id: ${NGINX_ID}\r\n`);
    expect(idOf(answer)).toMatch(/^[0-9a-f]{12}-\d{10}$/);
    await connection.close();
  });

  it('is in 304, too', async () => {
    for (const path of ['/work/', '/static/toodat.css']) {
      const tag = (await wary.client().get(path)).header('etag');
      const kept = await wary.client().get(path, { 'if-none-match': tag });
      expect([kept.status, idOf(kept)]).toEqual([304, expect.stringMatching(REQUEST_ID)]);
    }
  });

  it('is shown on an error page', async () => {
    const client = wary.client();
    for (const path of ['/nothing/', '/coupon/99/', '/coupon/%ZZ/', '/admin/assets/nothing.js'])
      expectNumbered(await client.get(path, HTML));
    expectNumbered(await client.get('/event/', { ...HTML, host: 'evil.example' }));
  });
});

describe('A line of the log about a request', () => {
  const env = { NODE_ENV: 'production', SECRET_KEY: 'x'.repeat(40), ALLOWED_HOSTS: '127.0.0.1', LIMIT_ISSUE: '1/hour' };
  let server: RunningServer;
  let client: Client;
  let panel: PanelClient;

  type Line = { readonly request_id?: string; readonly message?: string; readonly level?: string };
  const lines = ({ output }: RunningServer): Line[] =>
    output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Line);
  const lineOf = (answer: Answer, from = server): Promise<Line | undefined> =>
    eventually(
      () => Promise.resolve(lines(from).find((line) => line.request_id === idOf(answer))),
      (line) => line !== undefined,
    );

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite', env });
    client = await member(server);
    panel = await operator(server);
  });

  it('that failed has its id as a field, with method and path', async () => {
    await server.database.execute('ALTER TABLE "coupon" RENAME TO "coupon_gone"');
    const inQuotes = { 'content-type': 'application/json; charset="utf-8"' };
    const faults: [where: string, answer: Answer][] = [
      ['GET /coupon/7/', await client.get('/coupon/7/?a=b')],
      ['POST /couponuser/', await client.post('/couponuser/', { coupon: 7, work: 1 }, inQuotes)],
      ['GET /admin/api/resources/coupons/actions/list', await panel.get('/resources/coupons/actions/list')],
    ];
    await server.database.execute('ALTER TABLE "coupon_gone" RENAME TO "coupon"');
    for (const [message, answer] of faults) {
      expectRefusal(answer, 500, 'INTERNAL');
      expect(await lineOf(answer)).toMatchObject({
        level: 'error',
        message,
        stack: expect.stringContaining('coupon') as string,
      });
    }
  });

  it('on the event page has its id as a field', async () => {
    await server.database.execute('ALTER TABLE "session" RENAME TO "session_gone"');
    const page = await client.get('/event/', HTML);
    await server.database.execute('ALTER TABLE "session_gone" RENAME TO "session"');
    expect(page.status).toBe(500);
    expectNumbered(page);
    expect(await lineOf(page)).toMatchObject({ level: 'error', message: 'GET /event/' });
  });

  it('that was refused first because of a limit has its id as a field', async () => {
    const presser = await member(server);
    const press = (): Promise<Answer> => presser.post('/couponuser/', { coupon: 99, work: 1 });
    await press();
    const refused = await press();
    expectRefusal(refused, 429, 'THROTTLED');
    expect(await lineOf(refused)).toMatchObject({
      level: 'warn',
      message: expect.stringMatching(/^issue\.throttled by=/) as string,
    });
  });

  it('that was refused first because of the limit on signups or logins has its id as a field', async () => {
    const limits = { LIMIT_SIGNUP: '1/hour', LIMIT_LOGIN: '1/hour' };
    const strict = await startServer({ database: 'sqlite', env: { ...env, ...limits } });
    const someone = await member(strict);
    const wrong = { password: 'not-the-password-1' };
    const ofApi = { email: newEmail(), ...wrong };
    const ofPage = { email: newEmail(), ...wrong };
    const [current, fresh] = [wrong.password, 'a-new-password-31'];
    const change = { current_password: current, new_password: fresh, confirm_password: fresh };
    const asks: [event: string, ask: () => Promise<Answer>][] = [
      ['signup', () => signUp(strict.client())],
      ['login', () => strict.client().post('/account/login/', ofApi)],
      ['login', () => strict.client().form('/login-page/', ofPage)],
      ['login', () => someone.form('/password-page/', change)],
    ];
    for (const [event, ask] of asks) {
      if (event === 'login') expect((await ask()).status).toBe(400);
      const refused = await ask();
      expect(refused.status).toBe(429);
      expect(await lineOf(refused, strict)).toMatchObject({
        level: 'warn',
        message: expect.stringMatching(new RegExp(`^${event}\\.throttled by=`)) as string,
      });
    }
  });
});
