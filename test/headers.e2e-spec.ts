import { logIn } from './support/members.js';
import type { Client } from './support/client.js';
import { REQUEST_ID } from './support/request-id.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';

const HTML = { accept: 'text/html' };

// [method, path, headers, the status that it is asked for]
const ANSWERS: [method: string, path: string, headers: Record<string, string>, status: number][] = [
  ['GET', '/event/', HTML, 200],
  ['GET', '/login-page/', HTML, 200],
  ['GET', '/signup-page/', HTML, 200],
  ['GET', '/work/', {}, 200],
  ['GET', '/couponuser/', {}, 200],
  ['GET', '/healthz', {}, 200],
  ['GET', '/nothing/', HTML, 404],
  ['GET', '/nothing/', {}, 404],
  ['GET', '/coupon/%ZZ/', {}, 400],
  ['DELETE', '/work/', {}, 405],
  ['POST', '/couponuser/', {}, 400],
  ['POST', '/couponuser/', { origin: 'https://evil.example' }, 403],
  ['GET', '/work/', { host: 'evil.example' }, 400],
  ['GET', '/admin/', HTML, 200],
  ['GET', '/static/nothing.css', {}, 404],
];

describe('Every answer', () => {
  let server: RunningServer;
  let admin: Client;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    admin = server.client();
    await logIn(admin, ADMIN.email, ADMIN.password);
  });

  it.each(ANSWERS)('carries the security headers: %s %s %j %i', async (method, path, headers, status) => {
    const answer = await admin.request(method, path, {}, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': expect.stringMatching(/^(same-origin|strict-origin|no-referrer)/) as string,
      'cross-origin-opener-policy': 'same-origin',
      'x-request-id': expect.stringMatching(REQUEST_ID) as string,
    });
    expect(answer.headers).not.toHaveProperty('x-powered-by');
    expect(answer.headers).not.toHaveProperty('server');
    expectStrict(answer.header('content-security-policy') ?? '', path);
  });

  it('of a static file carries them too, and may be cached', async () => {
    const page = (await admin.get('/event/', HTML)).text;
    const files = [...page.matchAll(/(?:href|src)="(\/static\/[^"?]+)/g)].map(([, path]) => path ?? '');
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const file of files) {
      const answer = await server.client().get(file);
      expect([file, answer.status]).toEqual([file, 200]);
      expect(answer.header('x-content-type-options')).toBe('nosniff');
      expect(answer.header('x-request-id')).toMatch(REQUEST_ID);
      expectStrict(answer.header('content-security-policy') ?? '', file);
      expect(answer.header('cache-control')).toMatch(/max-age=\d+/);
      expect(answer.header('set-cookie')).toBeUndefined();
    }
  });

  it('that is personal stays out of caches', async () => {
    for (const path of ['/couponuser/', '/event/', '/login-page/', '/password-page/', '/admin/', '/nothing/']) {
      expect([path, (await admin.get(path, HTML)).header('cache-control')]).toEqual([
        path,
        expect.stringContaining('no-store'),
      ]);
    }
  });

  it('asks for HTTPS in production only', async () => {
    expect((await admin.get('/event/')).headers).not.toHaveProperty('strict-transport-security');
    const env = { NODE_ENV: 'production', SECRET_KEY: 'x'.repeat(40), ALLOWED_HOSTS: '127.0.0.1' };
    const production = await startServer({ database: 'sqlite', env });
    const answer = await production.client().get('/event/');
    expect(answer.header('strict-transport-security')).toMatch(/^max-age=\d{7,}/);
  });
});

describe('A page', () => {
  it('has nothing inline that its own policy would forbid', async () => {
    const server = await startServer({ database: 'sqlite', env: { DEMO: 'true' } });
    for (const path of ['/event/', '/login-page/', '/signup-page/', '/nothing/']) {
      const html = (await server.client().get(path, HTML)).text;
      expect(html).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:/i);
      expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    }
  });
});

function expectStrict(policy: string, path: string): void {
  const directives = new Map(policy.split(';').map((text) => [text.trim().split(' ')[0], text.trim()]));
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("object-src 'none'");
  expect(policy).not.toMatch(/\*|https?:|unsafe-eval/);
  expect(directives.get('script-src') ?? directives.get('default-src')).not.toContain('unsafe-inline');
  // AdminJS styles its components inline; the pages of the service do not.
  if (!path.startsWith('/admin')) expect(policy).not.toContain('unsafe-inline');
}
