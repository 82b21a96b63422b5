import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { Client } from './support/client.js';
import { logIn, newEmail, signUp } from './support/members.js';
import { expectRefusal } from './support/refusal.js';
import { ServerProcess, type Environment } from './support/server-process.js';
import { startServer } from './support/server.js';
import { failedStart, startPlain } from './support/start-plain.js';
import { temporaryFolder } from './support/temporary-folder.js';

const PASSWORD_LINE = /First admin: (\S+) \/ (\S+)/;
const TRIAL_LINE = /^This is a trial: .*\bSECRET_KEY\b.*\bALLOWED_HOSTS\b.*\.$/gm;
const DEMONSTRATION_LINE = /demonstration's coupon 1 is visible/;
// What `docker run` starts: the image sets NODE_ENV, and the volume is the folder `data`.
const PRODUCTION = { NODE_ENV: 'production' };
const WITH_DEMONSTRATION = { ...PRODUCTION, DEMO: 'true' };

describe('A start in production without settings', () => {
  const folder = temporaryFolder();
  let process: ServerProcess;
  let client: Client;

  beforeAll(async () => {
    [process, client] = await startPlain(folder, WITH_DEMONSTRATION);
  });

  it('says once that it is a trial, and what production needs', () => {
    expect(process.output.match(TRIAL_LINE)).toHaveLength(1);
  });

  it('has an event to try out if one was asked for', async () => {
    expect((await client.get('/coupon/1/')).status).toBe(200);
  });

  it.each(['localhost', 'LOCALHOST:9', 'localhost.:80', '127.0.0.1', '127.0.0.1:8000', '[::1]', '[::1]:8080'])(
    'answers for %s',
    async (host) => {
      for (const path of ['/work/', '/event/', '/signup-page/'])
        expect([path, (await client.get(path, { host })).status]).toEqual([path, 200]);
    },
  );

  it.each([
    'evil.example',
    'coupons.example:8000',
    'evil.localhost',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    'localhost:80@evil.example',
    'localhost,evil.example',
    '127.0.0.2',
    '127.1',
    '0.0.0.0',
    '192.168.0.7:8000',
    '[::ffff:127.0.0.1]',
    '[::]',
  ])('refuses %s on every route, in one sentence that names the two settings', async (host) => {
    for (const path of ['/work/', '/event/', '/', '/admin/', '/nothing/']) {
      const { detail } = expectRefusal(await client.get(path, { host, accept: 'application/json' }), 400, 'BAD_HOST');
      expect(detail).toMatch(/^[^.]*SECRET_KEY[^.]*ALLOWED_HOSTS[^.]*\.$/);
    }
  });

  it('does not read X-Forwarded-Host or Forwarded', async () => {
    const local = { 'x-forwarded-host': 'localhost', forwarded: 'host=localhost' };
    expectRefusal(await client.get('/work/', { ...local, host: 'evil.example' }), 400, 'BAD_HOST');
    const foreign = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
    const answer = await client.get('/account/login-page/', foreign);
    expect(answer.text + JSON.stringify(answer.headers)).not.toContain('evil');
  });

  it('is healthy by whatever name', async () => {
    expect((await client.get('/healthz', { host: '172.17.0.2:8000' })).status).toBe(200);
  });

  it('works over plain HTTP: no Secure cookie, and no Strict-Transport-Security for localhost', async () => {
    const email = newEmail();
    const signedUp = await signUp(client, email);
    const loggedIn = await logIn(client, email);
    expect([signedUp.status, loggedIn.status]).toEqual([201, 200]);
    expect(loggedIn.header('set-cookie')).toMatch(/^sessionid=.*; HttpOnly; SameSite=Lax$/);
    expect(loggedIn.header('strict-transport-security')).toBeUndefined();
    expect((await client.post('/couponuser/', { coupon: 1, work: 1 })).status).toBe(201);
  });

  it('prints the first admin, who opens the panel, and keeps the session over a restart', async () => {
    const [, email = '', password = ''] = PASSWORD_LINE.exec(process.output) ?? [];
    expect((await logIn(client, email, password)).status).toBe(200);
    expect((await client.get('/admin/', { accept: 'text/html' })).status).toBe(200);
    expect(await process.stop()).toBe(0);
    const [again, sameAddress] = await startPlain(folder, WITH_DEMONSTRATION);
    const sameBrowser = { ...client.cookies.header(), accept: 'text/html' };
    expect((await sameAddress.get('/admin/', sameBrowser)).status).toBe(200);
    expect(again.output).not.toMatch(PASSWORD_LINE);
    expect(again.output).not.toMatch(DEMONSTRATION_LINE);
    await again.stop();
  });

  it('warns of a demonstration that is still visible when production begins on its data', async () => {
    const settings = { ...PRODUCTION, SECRET_KEY: 'x'.repeat(50), ALLOWED_HOSTS: '127.0.0.1' };
    const [first] = await startPlain(folder, settings);
    expect(first.output).toMatch(DEMONSTRATION_LINE);
    await first.stop();
    new Sqlite(join(folder, 'data/toodat.sqlite3')).exec('UPDATE coupon SET is_hidden = 1').close();
    const [second] = await startPlain(folder, settings);
    expect(second.output).not.toMatch(DEMONSTRATION_LINE);
    await second.stop();
  });
});

describe('A trial', () => {
  it('has no demonstration unless it is asked for', async () => {
    const [process, client] = await startPlain(temporaryFolder(), PRODUCTION);
    expect(process.output).toMatch(TRIAL_LINE);
    for (const path of ['/work/', '/coupon/']) expect((await client.get(path)).json()).toEqual([]);
    await process.stop();
  });

  it('may be narrowed to some names of this machine', async () => {
    const [process, client] = await startPlain(temporaryFolder(), { ...PRODUCTION, ALLOWED_HOSTS: 'LocalHost' });
    expect(process.output).toMatch(TRIAL_LINE);
    expect((await client.get('/work/', { host: 'localhost' })).status).toBe(200);
    expectRefusal(await client.get('/work/'), 400, 'BAD_HOST');
    await process.stop();
  });

  it.each<[string, Environment]>([
    ['other host names', { ALLOWED_HOSTS: 'localhost,coupons.example' }],
    ['every host name', { ALLOWED_HOSTS: '*' }],
    ['a proxy', { TRUSTED_PROXIES: '1' }],
    ['PostgreSQL', { DATABASE_URL: 'postgres://toodat@127.0.0.1:1/toodat' }],
  ])('is refused with %s: SECRET_KEY is missing', async (_, env) => {
    const process = new ServerProcess({ env: { ...PRODUCTION, PORT: '0', ...env } });
    expect(await failedStart(process)).toBe(1);
    expect(process.output).toContain('SECRET_KEY is missing: in production set it to a long random text.');
    expect(process.output).not.toMatch(/^\s+at /m);
  });

  it('is neither what has both settings nor what runs outside production', async () => {
    const settings = { ...PRODUCTION, SECRET_KEY: 'x'.repeat(50), ALLOWED_HOSTS: '127.0.0.1' };
    for (const env of [settings, {}]) {
      const server = await startServer({ database: 'sqlite', env });
      expect(server.output).not.toMatch(TRIAL_LINE);
      const answer = await server.client().get('/work/', { host: 'evil.example' });
      expect(expectRefusal(answer, 400, 'BAD_HOST')['detail']).not.toContain('SECRET_KEY');
      await server.stop();
    }
  });
});
