import { describeWithNginx, startNginx } from './support/nginx.js';
import { logIn } from './support/members.js';
import { PanelClient } from './support/panel-client.js';
import { ADMIN, startServer } from './support/server.js';
import { countOf } from './support/test-database.js';

const IMPORT = '/resources/works/actions/import';

describeWithNginx('Behind nginx', () => {
  it('a file of 16 MB is imported, and no other form of the panel may be as large', async () => {
    const server = await startServer({ database: 'sqlite', env: { TRUSTED_PROXIES: '1' } });
    const nginx = await startNginx([server.baseUrl.replace('http://', '')]);
    const client = nginx.client();
    expect((await logIn(client, ADMIN.email, ADMIN.password)).status).toBe(200);
    const panel = new PanelClient(client, server);
    const here = { origin: nginx.baseUrl };

    const head = 'title,comment\n봄봄,';
    const file = Buffer.from(head + 'a'.repeat(16 * 1024 * 1024 - Buffer.byteLength(head)));
    const imported = await panel.post(IMPORT, { step: 'apply', csv: file.toString('base64') }, here);
    expect(imported.status).toBe(200);
    expect(await countOf(server.database, 'work')).toBe(1);

    const title = 'a'.repeat(1024 * 1024);
    const refused = await panel.post('/resources/works/actions/new', { title }, here);
    expect(refused.status).toBe(413);
  });
});
