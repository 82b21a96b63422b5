import type { OutgoingHttpHeaders } from 'node:http';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import type { Answer } from './support/answer.js';
import { logIn, member, newEmail, PASSWORD, signUp } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';

const HOUR = 3_600;
const NONE = [undefined, undefined, undefined];

const told = (answer: Answer): (string | undefined)[] =>
  ['limit', 'remaining', 'reset'].map((name) => answer.header(`ratelimit-${name}`));

/** The status, the limit and the remaining requests. The seconds until the window ends must be possible, and those of Retry-After. */
function seen(answer: Answer): unknown[] {
  const [limit, remaining, reset] = told(answer);
  expect(Number(reset)).toBeGreaterThanOrEqual(1);
  expect(Number(reset)).toBeLessThanOrEqual(HOUR);
  if (answer.status === 429) expect(answer.header('retry-after')).toBe(reset);
  return [answer.status, limit, remaining];
}

onEachDatabase('A client with a limit', (kind) => {
  let server: RunningServer;
  let press: { coupon: number; work: number };

  beforeAll(async () => {
    const env = { LIMIT_ISSUE: '3/hour', LIMIT_SIGNUP: '2/hour', LIMIT_LOGIN: '2/hour', TRUSTED_PROXIES: '1' };
    server = await startServer({ database: kind, env });
    press = { coupon: await aCoupon(server.database), work: await aWork(server.database) };
  });

  /** Each test comes from an address of its own. */
  let host = 0;
  const elsewhere = (): OutgoingHttpHeaders => ({ 'x-forwarded-for': `192.0.2.${++host}` });
  const joined = (from: OutgoingHttpHeaders): Promise<Answer> =>
    server
      .client()
      .post('/account/signup/', { email: newEmail(), password: PASSWORD, confirm_password: PASSWORD }, from);

  async function anyMember() {
    const email = newEmail();
    const client = server.client();
    const form = { email, password: PASSWORD, confirm_password: PASSWORD };
    await client.post('/account/signup/', form, elsewhere());
    expect((await client.post('/account/login/', { email, password: PASSWORD }, elsewhere())).status).toBe(200);
    return client;
  }

  // A press that names its encoding in quotes goes through Express.
  it.each(['application/json', 'application/json; charset="utf-8"'])(
    'reads with each press how many are left, accepted or refused: %s',
    async (type) => {
      const client = await anyMember();
      const answers: Answer[] = [];
      for (let time = 0; time < 5; time++)
        answers.push(await client.post('/couponuser/', press, { 'content-type': type }));
      expect(answers.map(seen)).toEqual([
        [201, '3', '2'],
        [400, '3', '1'],
        [400, '3', '0'],
        [429, '3', '0'],
        [429, '3', '0'],
      ]);
    },
  );

  it('reads it with a press whose body is malformed, and with presses by the form of the page', async () => {
    const client = await anyMember();
    const form = { coupon: String(press.coupon), work: String(press.work) };
    expect(seen(await client.request('POST', '/couponuser/', { raw: '{' }))).toEqual([400, '3', '2']);
    expect(seen(await client.form('/event/', form))).toEqual([303, '3', '1']);
    expect(seen(await client.form('/event/', form))).toEqual([400, '3', '0']);
    expect(seen(await client.form('/event/', form))).toEqual([429, '3', '0']);
  });

  it('reads it with each sign-up, by the API and by the page', async () => {
    const [api, page] = [elsewhere(), elsewhere()];
    expect(seen(await joined(api))).toEqual([201, '2', '1']);
    expect(seen(await server.client().post('/account/signup/', {}, api))).toEqual([400, '2', '0']);
    expect(seen(await joined(api))).toEqual([429, '2', '0']);
    const fields = { email: newEmail(), password: PASSWORD, confirm_password: PASSWORD };
    expect(seen(await server.client().form('/signup-page/', fields, page))).toEqual([303, '2', '1']);
    expect(seen(await server.client().form('/signup-page/', fields, page))).toEqual([400, '2', '0']);
    expect(seen(await server.client().form('/signup-page/', fields, page))).toEqual([429, '2', '0']);
  });

  it('reads it with a login that is refused because of the limit, by the API and by the page', async () => {
    const from = elsewhere();
    const guess = { email: newEmail(), password: 'not-the-password-1' };
    const answers: Answer[] = [];
    for (let time = 0; time < 3; time++) answers.push(await server.client().post('/account/login/', guess, from));
    expect(answers.slice(0, 2).map(({ status }) => status)).toEqual([400, 400]);
    expect(seen(answers[2]!)).toEqual([429, '2', '0']);
    expect(seen(await server.client().form('/login-page/', guess, from))).toEqual([429, '2', '0']);
  });

  it('reads nothing of it where nothing was counted', async () => {
    const anonymous = server.client();
    const answers = [await anonymous.post('/couponuser/', press), await anonymous.get('/event/')];
    expect(answers.map(told)).toEqual([NONE, NONE]);
  });
});

describe('A client without a limit', () => {
  it('reads of none', async () => {
    const server = await startServer({ database: 'sqlite' });
    const press = { coupon: await aCoupon(server.database), work: await aWork(server.database) };
    const email = newEmail();
    const answers = [await signUp(server.client(), email), await logIn(server.client(), email)];
    const client = await member(server);
    for (const type of ['application/json', 'application/json; charset="utf-8"'])
      answers.push(await client.post('/couponuser/', press, { 'content-type': type }));
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 201, 400]);
    expect(answers.map(told)).toEqual(answers.map(() => NONE));
  });
});
