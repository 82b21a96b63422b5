import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { member } from './support/members.js';
import { PanelClient, operator } from './support/panel-client.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import { temporaryFolder } from './support/temporary-folder.js';

const HTML = { accept: 'text/html' };
const LOADED = /AdminJS is loaded/;
const PRODUCTION = { NODE_ENV: 'production', SECRET_KEY: 'x'.repeat(50), ALLOWED_HOSTS: '127.0.0.1' };
const reportAdminJs = pathToFileURL(join(import.meta.dirname, 'support/report-adminjs.js')).href;
const withReport = { NODE_OPTIONS: `--import=${reportAdminJs}` };

describe('The open panel', () => {
  let server: RunningServer;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite', env: { ALLOWED_HOSTS: '127.0.0.1' } });
    admin = await operator(server);
    expect((await admin.client.get('/admin/', HTML)).status).toBe(200);
  });

  it.each(['/admin/', '/admin/api/dashboard', '/admin/api/resources/works/actions/list'])(
    'checks the host, the session and the rights before it answers %s',
    async (path) => {
      expectRefusal(await admin.client.get(path, { host: 'evil.example' }), 400, 'BAD_HOST');
      expect((await server.client().get(path)).status).toBe(path === '/admin/' ? 303 : 403);
      expectRefusal(await (await member(server)).get(path), 403, 'FORBIDDEN');
      const shown = await admin.client.get(path);
      expect([shown.status, shown.header('x-content-type-options')]).toEqual([200, 'nosniff']);
    },
  );

  it('has none of AdminJS’s own routes', async () => {
    for (const path of ['/admin/frontend/assets/app.bundle.js', '/admin/frontend/assets/components.bundle.js'])
      expect((await admin.client.get(path)).status).toBe(404);
  });
});

describe('AdminJS', () => {
  it('is loaded when the first operator comes, not for visitors and members', async () => {
    const server = await startServer({ database: 'sqlite', env: withReport });
    expect((await server.client().get('/admin/', HTML)).status).toBe(303);
    expectRefusal(await (await member(server)).get('/admin/api/dashboard'), 403, 'FORBIDDEN');
    const admin = await operator(server);
    expect(server.output).not.toMatch(LOADED);
    expect((await admin.get('/dashboard')).status).toBe(200);
    expect(server.output).toMatch(LOADED);
  });

  it('is loaded in production before the service answers', async () => {
    const server = await startServer({ database: 'sqlite', env: { ...PRODUCTION, ...withReport } });
    expect(server.output).toMatch(LOADED);
  });

  it.each([{}, { NODE_ENV: 'development' }, { NODE_ENV: 'test' }, PRODUCTION])(
    'bundles and writes nothing with %p',
    async (env) => {
      const [cwd, temporary] = [temporaryFolder(), temporaryFolder()];
      const server = await startServer({ database: 'sqlite', cwd, env: { TMPDIR: temporary, ...env } });
      const admin = await operator(server);
      expect((await admin.client.get('/admin/', HTML)).status).toBe(200);
      expect((await admin.get('/dashboard')).status).toBe(200);
      expect(await server.stop()).toBe(0);
      expect([...readdirSync(cwd), ...readdirSync(temporary)].filter((name) => name !== 'data')).toEqual([]);
      expect(server.output).not.toMatch(/bundl/i);
    },
  );
});
