import { describeWithNginx, startNginx } from './support/nginx.js';
import { logIn } from './support/members.js';
import { PanelClient } from './support/panel-client.js';
import { ADMIN, startServer } from './support/server.js';
import { countOf } from './support/test-database.js';

/** A file of one work that is repeated, in rows of at most 64 KB. */
function worksCsv(bytes: number): Buffer {
  const head = 'title,comment\n';
  const row = `봄봄,${'a'.repeat(60_000)}\n`;
  const rows = head + row.repeat(Math.floor((bytes - head.length) / Buffer.byteLength(row)));
  return Buffer.from(rows + `봄봄,`.padEnd(bytes - Buffer.byteLength(rows) - 4, 'a'));
}

const IMPORT = '/resources/works/actions/import';

describeWithNginx('Behind nginx', () => {
  it('a file of 16 MB is imported, and no other form of the panel may be as large', async () => {
    const server = await startServer({ database: 'sqlite', env: { TRUSTED_PROXIES: '1' } });
    const nginx = await startNginx([server.baseUrl.replace('http://', '')]);
    const client = nginx.client();
    expect((await logIn(client, ADMIN.email, ADMIN.password)).status).toBe(200);
    const panel = new PanelClient(client, server);
    const here = { origin: nginx.baseUrl };

    const file = worksCsv(16 * 1024 * 1024);
    const imported = await panel.post(IMPORT, { step: 'apply', csv: file.toString('base64') }, here);
    expect(imported.status).toBe(200);
    expect(await countOf(server.database, 'work')).toBe(1);

    const title = 'a'.repeat(1024 * 1024);
    const refused = await panel.post('/resources/works/actions/new', { title }, here);
    expect(refused.status).toBe(413);
  });
});
