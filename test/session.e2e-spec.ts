import type { Client } from './support/client.js';
import { logIn, member, newEmail, PASSWORD, signUp } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';

const NEW_PASSWORD = 'eleven-silver-foxes-7';

onEachDatabase('A session', (kind) => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: kind });
  });

  const loggedIn = async (client: Client): Promise<boolean> => (await client.get('/couponuser/')).status === 200;

  /** The same cookies in another browser: what a thief would have. */
  function copyOf(client: Client): Client {
    const copy = server.client();
    copy.cookies.set('sessionid', client.cookies.get('sessionid') ?? '');
    return copy;
  }

  it('is not opened for visitors', async () => {
    const visitor = server.client();
    for (const path of ['/', '/event/', '/login-page/', '/work/', '/nothing/']) {
      expect((await visitor.get(path)).header('set-cookie')).toBeUndefined();
    }
    await logIn(visitor, newEmail(), 'wrong-password-1');
    expect(visitor.cookies.get('sessionid')).toBeUndefined();
    expect(await countOf(server.database, 'session')).toBe(0);
  });

  it('comes in a cookie that scripts and other sites do not get, for 3,600 seconds', async () => {
    const email = newEmail();
    const client = server.client();
    await signUp(client, email);
    const [cookie = '', ...more] = (await logIn(client, email)).headers['set-cookie'] ?? [];
    expect(more).toEqual([]);
    const [pair, ...attributes] = cookie.split(/; */);
    expect(pair).toMatch(/^sessionid=.{40,}$/);
    expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Lax']));
    expect(attributes).not.toContain('Secure');
    expect(lifetimeSeconds(attributes)).toBeGreaterThan(3_540);
    expect(lifetimeSeconds(attributes)).toBeLessThanOrEqual(3_600);
  });

  it('lasts as long as SESSION_HOURS says, in the browser and on the server', async () => {
    const longer = await startServer({ database: kind, env: { SESSION_HOURS: '12' } });
    const client = longer.client();
    const email = newEmail();
    await signUp(client, email);
    const [cookie = ''] = (await logIn(client, email)).headers['set-cookie'] ?? [];
    expect(lifetimeSeconds(cookie.split(/; */))).toBeGreaterThan(12 * 3_600 - 60);
    expect(lifetimeSeconds(cookie.split(/; */))).toBeLessThanOrEqual(12 * 3_600);
    const [row] = await longer.database.rows<{ expires_at: string | Date }>('SELECT "expires_at" FROM "session"');
    const text = row!.expires_at;
    const expiresAt = typeof text === 'string' ? new Date(`${text.replace(' ', 'T')}Z`) : text;
    expect(Math.abs(expiresAt.getTime() - Date.now() - 12 * 3_600_000)).toBeLessThan(60_000);
  });

  it('is kept on the server under a digest, so that whoever reads the table cannot use it', async () => {
    const client = await member(server);
    const id =
      decodeURIComponent(client.cookies.get('sessionid') ?? '')
        .slice(2)
        .split('.')[0] ?? '';
    expect(id.length).toBeGreaterThan(20);
    const rows = JSON.stringify(await server.database.rows('SELECT * FROM "session"'));
    expect(rows).not.toContain(id);
  });

  it('gets a new id at login, whatever cookie the browser brought', async () => {
    const email = newEmail();
    await signUp(server.client(), email);
    const planted = server.client();
    planted.cookies.set('sessionid', 's%3Aattackers-own-session.c2lnbmF0dXJl');
    const victim = copyOf(planted);
    await logIn(victim, email);
    expect(victim.cookies.get('sessionid')).not.toBe(planted.cookies.get('sessionid'));
    expect(await loggedIn(victim)).toBe(true);
    expect(await loggedIn(planted)).toBe(false);
  });

  it.each(['/account/login/', '/login-page/'])(
    'of an attacker is not the one that a victim logs in to at %s',
    async (path) => {
      const email = newEmail();
      await signUp(server.client(), email);
      const attacker = await member(server);
      const victim = copyOf(attacker);
      if (path === '/login-page/') await victim.form(path, { email, password: PASSWORD });
      else await logIn(victim, email);
      expect(victim.cookies.get('sessionid')).not.toBe(attacker.cookies.get('sessionid'));
      expect(await loggedIn(victim)).toBe(true);
      expect(await loggedIn(attacker)).toBe(false);
    },
  );

  it('cannot be made up or altered', async () => {
    const client = await member(server);
    const altered = copyOf(client);
    const cookie = client.cookies.get('sessionid') ?? '';
    altered.cookies.set('sessionid', cookie.slice(0, -1) + (cookie.endsWith('A') ? 'B' : 'A'));
    expect(await loggedIn(altered)).toBe(false);
    expect(await loggedIn(client)).toBe(true);
  });

  it.each(['/account/logout/', '/logout-page/'])('is dead on the server after %s', async (path) => {
    const client = await member(server);
    const thief = copyOf(client);
    const answer = path === '/logout-page/' ? await client.form(path, {}) : await client.post(path);
    expect([200, 303]).toContain(answer.status);
    expect(client.cookies.get('sessionid')).toBeUndefined();
    expect(await loggedIn(thief)).toBe(false);
  });

  it('does not come back to life by requests that were under way at logout', async () => {
    const client = await member(server);
    const thief = copyOf(client);
    await Promise.all([
      ...Array.from({ length: 20 }, () => thief.get('/couponuser/')),
      client.post('/account/logout/'),
      ...Array.from({ length: 20 }, () => thief.get('/event/')),
    ]);
    expect(await loggedIn(thief)).toBe(false);
  });

  it('survives a restart of the server', async () => {
    const client = await member(server);
    await server.restart();
    expect(await loggedIn(client)).toBe(true);
  });

  it('of a deactivated member is dead at the next request', async () => {
    const email = newEmail();
    const client = await member(server, email);
    await server.database.execute('UPDATE "user" SET "is_active" = $1 WHERE "email" = $2', [false, email]);
    expect(await loggedIn(client)).toBe(false);
    expectRefusal(await client.post('/couponuser/', { coupon: 1, work: 1 }), 403, 'NOT_AUTHENTICATED');
    expectRefusal(await logIn(server.client(), email), 400, 'INVALID_CREDENTIALS');
  });

  it('that is not the one a password was changed in is dead, and the changing one stays under a new id', async () => {
    const email = newEmail();
    const changing = await member(server, email);
    const stolen = copyOf(changing);
    const elsewhere = server.client();
    await logIn(elsewhere, email);
    const form = { current_password: PASSWORD, new_password: NEW_PASSWORD, confirm_password: NEW_PASSWORD };
    expect((await changing.form('/password-page/', form)).status).toBe(303);
    expect(await loggedIn(changing)).toBe(true);
    expect(await loggedIn(elsewhere)).toBe(false);
    expect(await loggedIn(stolen)).toBe(false);
    expectRefusal(await logIn(server.client(), email), 400, 'INVALID_CREDENTIALS');
    expect((await logIn(server.client(), email, NEW_PASSWORD)).status).toBe(200);
  });

  it('stays when a password change is refused', async () => {
    const client = await member(server);
    const refused = [
      { current_password: 'wrong-password-1', new_password: NEW_PASSWORD, confirm_password: NEW_PASSWORD },
      { current_password: PASSWORD, new_password: NEW_PASSWORD, confirm_password: `${NEW_PASSWORD}x` },
      { current_password: PASSWORD, new_password: '12345678', confirm_password: '12345678' },
    ];
    for (const form of refused) expect((await client.form('/password-page/', form)).status).toBe(400);
    expect(await loggedIn(client)).toBe(true);
  });

  it('of the first admin opens /admin/, which is closed to members and visitors', async () => {
    const admin = server.client();
    await logIn(admin, ADMIN.email, ADMIN.password);
    expect((await admin.get('/admin/', { accept: 'text/html' })).status).toBe(200);
    expect((await (await member(server)).get('/admin/')).status).toBe(403);
    expect([302, 303, 403]).toContain((await server.client().get('/admin/')).status);
  });
});

function lifetimeSeconds(attributes: readonly string[]): number {
  const value = (name: string) => attributes.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1);
  const maxAge = value('Max-Age');
  return maxAge ? Number(maxAge) : (Date.parse(value('Expires') ?? '') - Date.now()) / 1000;
}
