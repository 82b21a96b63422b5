import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from './support/client.js';
import { freePort } from './support/free-port.js';
import { logIn } from './support/members.js';
import { ServerProcess, type Environment } from './support/server-process.js';
import { ADMIN, startServer } from './support/server.js';
import { failedStart, startPlain } from './support/start-plain.js';
import { temporaryFolder } from './support/temporary-folder.js';

const PASSWORD_LINE = /First admin: (\S+) \/ (\S+)/;

describe('The settings', () => {
  it('are read from a .env in the working directory; the environment takes precedence', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.env'), 'DEMO=false\nDATABASE_URL=sqlite:elsewhere/rows.sqlite3\nPORT=1\n');
    const [process, client] = await startPlain(folder);
    expect(readdirSync(join(folder, 'elsewhere'))).toContain('rows.sqlite3');
    expect((await client.get('/work/')).json()).toEqual([]);
    await process.stop();
  });

  it("take the original's names for the first admin too", async () => {
    const env = { DJANGO_SUPERUSER_EMAIL: ADMIN.email, DJANGO_SUPERUSER_PASSWORD: ADMIN.password };
    const [process, client] = await startPlain(temporaryFolder(), env);
    expect(process.output).not.toContain(ADMIN.password);
    expect(process.output).not.toMatch(PASSWORD_LINE);
    expect((await logIn(client, ADMIN.email, ADMIN.password)).status).toBe(200);
    await process.stop();
  });

  const production = { NODE_ENV: 'production', SECRET_KEY: 'x'.repeat(50), ALLOWED_HOSTS: 'coupons.example' };

  it.each<[name: string, env: Environment]>([
    ['SECRET_KEY', { ...production, SECRET_KEY: undefined }],
    ['SECRET_KEY', { ...production, SECRET_KEY: '' }],
    ['SECRET_KEY', { ...production, SECRET_KEY: ' '.repeat(50) }],
    ['SECRET_KEY', { ...production, SECRET_KEY: 'k' }],
    ['ALLOWED_HOSTS', { ...production, ALLOWED_HOSTS: 'https://coupons.example/' }],
    ['ALLOWED_HOSTS', { ...production, ALLOWED_HOSTS: 'coupons.example:443' }],
    ['ALLOWED_HOSTS', { ...production, ALLOWED_HOSTS: undefined }],
    ['ALLOWED_HOSTS', { ...production, ALLOWED_HOSTS: ' , ' }],
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '70000' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/x' }],
    ['DEBUG', { DEBUG: 'maybe' }],
    ['DEMO', { DEMO: '2' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '-1' }],
    ['SESSION_HOURS', { SESSION_HOURS: '0' }],
    ['VERIFY_MINUTES', { VERIFY_MINUTES: 'daily' }],
    ['HISTORY_DAYS', { HISTORY_DAYS: '-1' }],
    ['REJECTED_PRESS_DAYS', { REJECTED_PRESS_DAYS: '1.5' }],
    ['LIMIT_LOGIN', { LIMIT_LOGIN: 'ten' }],
    ['LIMIT_SIGNUP', { LIMIT_SIGNUP: '0/min' }],
    ['LIMIT_ISSUE', { LIMIT_ISSUE: '10/fortnight' }],
    ['PASSWORD_VALIDATORS', { PASSWORD_VALIDATORS: 'NoSuchValidator' }],
    ['SUPERUSER_EMAIL', { SUPERUSER_PASSWORD: 'alone' }],
    ['SUPERUSER_PASSWORD', { SUPERUSER_EMAIL: 'alone@example.com' }],
    ['SUPERUSER_EMAIL', { SUPERUSER_EMAIL: 'no address', SUPERUSER_PASSWORD: ADMIN.password }],
    ['SUPERUSER_PASSWORD', { SUPERUSER_EMAIL: ADMIN.email, SUPERUSER_PASSWORD: '1' }],
    ['SUPERUSER_PASSWORD', { SUPERUSER_EMAIL: ADMIN.email, SUPERUSER_PASSWORD: `${ADMIN.password} ` }],
    ['SUPERUSER_PASSWORD', { SUPERUSER_EMAIL: ADMIN.email, SUPERUSER_PASSWORD: ADMIN.password.repeat(7) }],
  ])('stop the start with a sentence when %s is wrong: %j', async (name, env) => {
    const process = new ServerProcess({ env: { PORT: '0', ...env } });
    expect(await failedStart(process)).toBe(1);
    const lines = process.output.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(name);
    expect(lines[0]).toMatch(/\.$/);
  });

  it('that are wrong are reported all at once', async () => {
    const admin = { SUPERUSER_EMAIL: 'no address', SUPERUSER_PASSWORD: ` ${ADMIN.password}` };
    const other = { SECRET_KEY: 'k', PORT: 'http', LIMIT_LOGIN: 'ten', DATABASE_URL: 'mysql://x' };
    const env = { ...production, ...admin, ...other };
    const process = new ServerProcess({ env });
    expect(await process.exited).toBe(1);
    for (const name of [...Object.keys(admin), ...Object.keys(other)]) expect(process.output).toContain(`- ${name} `);
    expect(process.output).not.toMatch(/\n\s+at /);
  });

  it('read empty ones as their defaults, and take no notice of spaces around the address of the database', async () => {
    const folder = temporaryFolder();
    const empty = { LIMIT_LOGIN: '', LIMIT_SIGNUP: ' ', LIMIT_ISSUE: '', DEMO: '', DEBUG: '', HOST: '' };
    const [process, client] = await startPlain(folder, { ...empty, DATABASE_URL: ' sqlite:data/rows.sqlite3 ' });
    expect((await client.get('/work/')).status).toBe(200);
    expect(readdirSync(join(folder, 'data'))).toContain('rows.sqlite3');
    const [, port] = /localhost:(\d+)/.exec(process.output) ?? [];
    await expect(new Client(() => `http://127.0.0.2:${port}`).get('/work/')).rejects.toThrow('ECONNREFUSED');
    await process.stop();
  });

  it('let production start when all are there, and no password is printed', async () => {
    const server = await startServer({ database: 'sqlite', env: production });
    expect((await server.client().get('/work/', { host: 'coupons.example' })).status).toBe(200);
    expect((await server.client().get('/work/')).status).toBe(400);
    expect(server.output).not.toMatch(PASSWORD_LINE);
    // The pages are refused by the name localhost, so their addresses there are not printed.
    expect(server.output).toMatch(
      /ready: \S+\/ answers requests for the names in ALLOWED_HOSTS only: coupons.example\n/,
    );
  });

  it('that name a port which is taken stop the start with a sentence', async () => {
    const server = await startServer({ database: 'sqlite' });
    const process = new ServerProcess({ env: { PORT: new URL(server.baseUrl).port } });
    expect(await process.exited).toBe(1);
    expect(process.output).toMatch(/EADDRINUSE|in use/);
    expect(process.output).not.toMatch(/\n\s+at /);
  });

  it('that name a database which cannot be reached stop the start', async () => {
    const env = { DATABASE_URL: `postgres://nobody@127.0.0.1:${await freePort()}/nothing` };
    const process = new ServerProcess({ env });
    expect(await process.exited).toBe(1);
    expect(process.output).toMatch(/did not start/);
  });
});

describe('A start on a database that cannot be opened', () => {
  it.each(['sqlite:/', 'sqlite:/etc/passwd', 'postgres://nobody:nothing@127.0.0.1:1/nowhere'])(
    'ends with one sentence and no stack trace: %s',
    async (url) => {
      const process = new ServerProcess({ env: { DATABASE_URL: url, PORT: '0' } });
      expect(await process.exited).toBe(1);
      expect(process.output).toMatch(/^Toodat did not start\. .+$/m);
      expect(process.output).not.toMatch(/^\s+at /m);
    },
  );
});
