import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

describe('The host name', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite', env: { ALLOWED_HOSTS: 'coupons.example,.shop.example,[::1]' } });
  });

  it.each([
    'coupons.example',
    'COUPONS.example',
    'coupons.example:8443',
    'coupons.example.',
    'shop.example',
    'a.b.shop.example',
    '[::1]:8000',
  ])('%s is accepted', async (host) => {
    expect((await server.client().get('/work/', { host })).status).toBe(200);
  });

  it.each([
    'evil.example',
    'coupons.example.evil.example',
    'evilshop.example',
    'coupons.example@evil.example',
    'coupons.example:evil.example',
    'coupons.example:80:80',
    'coupons.example/evil',
    '127.0.0.1',
    '[::2]',
    ' ',
  ])('%j is refused on every route', async (host) => {
    const client = server.client();
    for (const path of ['/work/', '/event/', '/', '/static/x.css', '/admin/', '/nothing/']) {
      const answer = await client.get(path, { host, accept: 'application/json' });
      if (path !== '/static/x.css') expectRefusal(answer, 400, 'BAD_HOST');
      expect(answer.text + JSON.stringify(answer.headers)).not.toContain('evil');
    }
  });

  it('is never taken from X-Forwarded-Host, which no answer repeats', async () => {
    const forged = { host: 'coupons.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    for (const path of ['/', '/account/login-page/', '/admin/', '/password-page/', '/event/', '/login-page/']) {
      const answer = await server.client().get(path, forged);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text + JSON.stringify(answer.headers)).not.toContain('evil');
    }
  });

  it('does not matter to the health check', async () => {
    const answer = await server.client().get('/healthz', { host: '10.0.0.7:8000' });
    expect([answer.status, answer.json()]).toEqual([200, { status: 'ok' }]);
  });
});

it('of a redirect is left to the browser', async () => {
  const server = await startServer({ database: 'sqlite' });
  for (const path of ['/', '/account/login-page/', '/account/signup-page/']) {
    const answer = await server.client().get(path);
    expect([301, 302, 303, 307, 308]).toContain(answer.status);
    expect(answer.header('location')).toMatch(/^\/[a-z-]+\/$/);
  }
});
