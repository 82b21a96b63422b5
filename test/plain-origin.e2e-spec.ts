import type { Client } from './support/client.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';

type Headers = Readonly<Record<string, string>>;

const TLS = { 'x-forwarded-proto': 'https' };
const REFUSED = ['CROSS_ORIGIN', 'CROSS_ORIGIN', 'CROSS_ORIGIN'];
/** Nobody is logged in, so that a press is refused, too, if only later; the form logs in. */
const PASSED = ['NOT_AUTHENTICATED', 'NOT_AUTHENTICATED', 303];

describe.each(['0', '1'])('A browser without Sec-Fetch-Site, TRUSTED_PROXIES=%s:', (trustedProxies) => {
  let server: RunningServer;
  let host: string;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite', env: { TRUSTED_PROXIES: trustedProxies } });
    host = new URL(server.baseUrl).host;
  });

  /** What becomes of a press on the fast path, of one in Express, and of a form: the code of the refusal, or the status. */
  async function outcomes(headers: Headers): Promise<unknown[]> {
    const client = server.client();
    const press = (type: string) =>
      client.request('POST', '/couponuser/', { json: {} }, { ...headers, 'content-type': type });
    const [fast, express] = [await press('application/json'), await press('application/json; charset="utf-8"')];
    const answers = [fast, express, await form(client, headers)];
    return answers.map((answer) => (answer.status === 403 ? answer.json()['code'] : answer.status));
  }

  const form = (client: Client, headers: Headers) =>
    client.request('POST', '/login-page/', { form: ADMIN }, { accept: 'application/json', ...headers });

  const isBelieved = trustedProxies === '1';

  it('a page that came by plain HTTP posts nothing to HTTPS', async () => {
    expect(await outcomes({ origin: `http://${host}`, ...TLS })).toEqual(isBelieved ? REFUSED : PASSED);
  });

  it('its form is not known by a Referer that is plain HTTP, either', async () => {
    const { status } = await form(server.client(), { referer: `http://${host}/login-page/`, ...TLS });
    expect(status).toBe(isBelieved ? 403 : 303);
  });

  it.each<[string, Headers]>([
    ['HTTPS posts to HTTPS', { origin: 'https://HOST', referer: 'https://HOST/event/', ...TLS }],
    ['HTTP posts to HTTP', { origin: 'http://HOST', 'x-forwarded-proto': 'http' }],
    ['HTTP posts to HTTP without a proxy', { origin: 'http://HOST', referer: 'http://HOST/event/' }],
    ['HTTPS posts to what seems to be HTTP', { origin: 'https://HOST', referer: 'https://HOST/event/' }],
    ['the browser names the site', { origin: 'http://HOST', 'sec-fetch-site': 'same-origin', ...TLS }],
  ])('passes when %s', async (_, headers) => {
    const here = Object.entries(headers).map(([name, value]) => [name, value.replace('HOST', host)]);
    expect(await outcomes(Object.fromEntries(here) as Headers)).toEqual(PASSED);
  });
});
