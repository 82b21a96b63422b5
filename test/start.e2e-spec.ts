import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from './support/client.js';
import { logIn, member, newEmail } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import type { ServerProcess } from './support/server-process.js';
import { startServer } from './support/server.js';
import { READY, startPlain } from './support/start-plain.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { countOf, emptyDatabase } from './support/test-database.js';

const PASSWORD_LINE = /First admin: (\S+) \/ (\S+)/;

describe('The first start in an empty folder', () => {
  const folder = temporaryFolder();
  let process: ServerProcess;
  let client: Client;

  beforeAll(async () => {
    [process, client] = await startPlain(folder);
  });

  it('prints one line with the three addresses once it answers', () => {
    const lines = process.output.split('\n').filter((line) => READY.test(line));
    expect(lines).toHaveLength(1);
    for (const path of ['/event/', '/signup-page/', '/admin/']) expect(lines[0]).toContain(path);
  });

  it('makes the database and a secret that only its owner reads', () => {
    const files = readdirSync(join(folder, 'data'));
    expect(files).toEqual(expect.arrayContaining(['toodat.sqlite3', 'secret-key']));
    const secret = join(folder, 'data', 'secret-key');
    expect(statSync(secret).mode & 0o077).toBe(0);
    expect(readFileSync(secret, 'utf8').length).toBeGreaterThan(40);
    expect(process.output).not.toContain(readFileSync(secret, 'utf8'));
  });

  it('writes nothing outside of the data folder', () => {
    expect(readdirSync(folder)).toEqual(['data']);
  });

  it('prints the first admin, whose password works', async () => {
    const [, email = '', password = ''] = PASSWORD_LINE.exec(process.output) ?? [];
    expect((await logIn(client, email, password)).status).toBe(200);
    expect((await client.get('/admin/', { accept: 'text/html' })).status).toBe(200);
  });

  it('makes an event to try out: coupon 1 and a dozen works', async () => {
    expect((await client.get('/coupon/1/')).status).toBe(200);
    expect((await client.get('/work/')).json<unknown[]>()).toHaveLength(12);
  });

  it('is followed by starts that print no password and make nothing again', async () => {
    const works = (await client.get('/work/')).text;
    expect(await process.stop()).toBe(0);
    const [second, sameClient] = await startPlain(folder);
    expect(second.output).not.toMatch(/First admin|password/i);
    expect((await sameClient.get('/work/')).text).toBe(works);
    await second.stop();
  });
});

describe('The demonstration', () => {
  it('is not made with DEMO=false', async () => {
    const [process, client] = await startPlain(temporaryFolder(), { DEMO: 'false' });
    expect((await client.get('/work/')).json()).toEqual([]);
    expect((await client.get('/coupon/')).json()).toEqual([]);
    await process.stop();
  });

  it('is made in production only when it is asked for', async () => {
    const production = { NODE_ENV: 'production', SECRET_KEY: 'x'.repeat(50), ALLOWED_HOSTS: '127.0.0.1' };
    for (const [demo, coupons] of [
      [undefined, 0],
      ['true', 1],
    ] as const) {
      const server = await startServer({ database: 'sqlite', env: { ...production, DEMO: demo } });
      expect([demo, await countOf(server.database, 'coupon')]).toEqual([demo, coupons]);
      await server.stop();
    }
  });

  it('is not mixed into data that is there', async () => {
    const server = await startServer({ database: 'sqlite' });
    await server.database.execute('INSERT INTO "work" ("title", "created_at", "updated_at") VALUES ($1, $2, $2)', [
      '내 작품',
      new Date(),
    ]);
    await server.stop();
    const again = await startServer({ database: server.database, env: { DEMO: 'true' } });
    expect((await again.client().get('/work/')).json()).toHaveLength(1);
    expect((await again.client().get('/coupon/')).json()).toEqual([]);
  });
});

onEachDatabase('Processes that start at once on one empty database', (kind) => {
  it('all start, with one admin and one demonstration, in five rounds', async () => {
    const env = { DEMO: 'true', SECRET_KEY: 'shared-by-all-processes' };
    for (let round = 0; round < 5; round++) {
      const database = await emptyDatabase(kind);
      const servers = await Promise.all([1, 2, 3, 4].map(() => startServer({ database, env })));
      for (const server of servers) expect((await server.client().get('/work/')).json()).toHaveLength(12);
      expect(await countOf(database, 'user')).toBe(1);
      expect(await countOf(database, 'coupon')).toBe(1);
      await Promise.all(servers.map((server) => server.stop()));
    }
  });
});

onEachDatabase('SIGTERM', (kind) => {
  it('ends the server with 0 after every accepted request is answered, and nothing acknowledged is lost', async () => {
    const server = await startServer({ database: kind });
    const clients = Array.from({ length: 30 }, () => server.client());
    await member(server);
    // Opened before, so that all of them are inside when the signal comes.
    await Promise.all(clients.map((client) => client.get('/healthz')));
    const emails = clients.map(() => newEmail());
    const password = 'nine-purple-lanterns-42';
    const answers = clients.map((client, index) =>
      client.post('/account/signup/', { email: emails[index], password, confirm_password: password }).then(
        ({ status }) => status,
        () => 'refused',
      ),
    );
    await Promise.race(answers);
    expect(await server.stop()).toBe(0);
    const outcomes = await Promise.all(answers);
    expect([...new Set(outcomes)].filter((status) => status !== 201 && status !== 503)).toEqual([]);
    await server.restart();
    for (const [index, outcome] of outcomes.entries()) {
      const rows = await countOf(server.database, 'user', `"email" = '${emails[index]}'`);
      expect([outcome, rows]).toEqual([outcome, outcome === 201 ? 1 : 0]);
    }
  });

  it('does not wait for idle connections', async () => {
    const server = await startServer({ database: kind });
    await server.client().get('/healthz');
    expect(await server.stop()).toBe(0);
  });
});
