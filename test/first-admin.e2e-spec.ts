import { logIn, newEmail, signUp } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { ServerProcess } from './support/server-process.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { failedStart } from './support/start-plain.js';
import { countOf, emptyDatabase, insertRow } from './support/test-database.js';

const PASSWORD_LINE = /First admin: (\S+) \/ (\S+)/;

/** Processes that start at once; each time on an empty database. */
const AT_ONCE = { sqlite: 2, postgres: 4 };
const TIMES = { sqlite: [1], postgres: [1, 2, 3, 4, 5] };

onEachDatabase('The first admin', (kind) => {
  const starts = `${AT_ONCE[kind]} first starts at once`;
  it.each(TIMES[kind])(`is printed by the one process that made it, of ${starts} (time %d)`, async () => {
    const database = await emptyDatabase(kind);
    const admin = { SUPERUSER_EMAIL: undefined, SUPERUSER_PASSWORD: undefined };
    const env = { ...admin, SECRET_KEY: 'shared-by-all-processes', DEMO: 'true' };
    const servers = await Promise.all(Array.from({ length: AT_ONCE[kind] }, () => startServer({ database, env })));
    for (const server of servers) expect((await server.client().get('/readyz')).status).toBe(200);
    const printed = servers.map(({ output }) => PASSWORD_LINE.exec(output)).filter((line) => line !== null);
    expect(printed).toHaveLength(1);
    const [, email = '', password = ''] = printed[0]!;
    for (const server of servers) expect((await logIn(server.client(), email, password)).status).toBe(200);
    expect(await countOf(database, 'user')).toBe(1);
    expect(await countOf(database, 'coupon')).toBe(1);
    expect(await countOf(database, 'stock_movement')).toBe(1);
    expect(await countOf(database, 'work')).toBe(12);
    await Promise.all(servers.map((server) => server.stop()));
  });

  it('is not printed by a start that finds its address taken', async () => {
    const env = { SUPERUSER_EMAIL: undefined, SUPERUSER_PASSWORD: undefined };
    const server = await startServer({ database: kind, env });
    await server.stop();
    // As another process leaves it that creates the account after this one looked for an admin.
    await server.database.execute('UPDATE "user" SET "is_admin" = $1', [false]);
    const again = await startServer({ database: server.database, env });
    await again.stop();
    expect([server, again].map(({ output }) => PASSWORD_LINE.test(output))).toEqual([true, false]);
  });

  it('is not made of a member who has the address already, and the log says so', async () => {
    const server = await startServer({
      database: kind,
      env: { SUPERUSER_EMAIL: undefined, SUPERUSER_PASSWORD: undefined },
    });
    const email = newEmail();
    await signUp(server.client(), email);
    await server.stop();
    const env = { SUPERUSER_EMAIL: email, SUPERUSER_PASSWORD: ADMIN.password };
    const again = await startServer({ database: server.database, env });
    expect(again.output).toContain('The account of SUPERUSER_EMAIL already exists and has no admin rights');
    expect(again.output).not.toContain(email);
    const client = again.client();
    expect((await logIn(client, email)).status).toBe(200);
    expect((await client.get('/admin/')).status).toBe(403);
    await again.stop();
  });

  it('may be in a database of a newer release, which this one refuses to start on', async () => {
    const server = await startServer({ database: kind });
    await server.stop();
    await insertRow(server.database, 'migrations', {
      timestamp: 9_999_999_999_999,
      name: 'FromTheFuture9999999999999',
    });
    const process = new ServerProcess({ env: { DATABASE_URL: server.database.url, PORT: '0' } });
    expect(await failedStart(process)).toBe(1);
    expect(process.output).toMatch(/ DATABASE_URL names the database of a newer release.*FromTheFuture.*\.\n$/);
    expect(process.output).not.toMatch(/^\s+at /m);
  });
});

onEachDatabase('An e-mail address', (kind) => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: kind });
  });

  it.each([
    ['zero-width', 'kim@exam\u200bple.com'],
    ['direction-changing', 'kim@example\u202e.com'],
    ['control', 'k\u0007im@example.com'],
    ['ignored', 'kim@exam\u00adple.com'],
  ])('with %s characters is refused at sign-up, and unknown at login', async (_, email) => {
    const client = server.client();
    const answer = await signUp(client, email);
    expect(answer.status).toBe(400);
    expect(answer.json()['email']).toEqual(['유효한 이메일 주소를 입력하십시오.']);
    expect((await logIn(client, email)).json()['code']).toBe('INVALID_CREDENTIALS');
  });
});
