import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aWork, manyWorks } from './builders/works.js';
import { fileOf } from './support/csv.js';
import { operator, type PanelAnswer, type PanelClient } from './support/panel-client.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';

type Plan = Record<'newTitles' | 'existing' | 'repeated' | 'refused', { count: number }>;

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'fixtures', name));

/** As operators may type them. works-messy.csv has others. */
const HOSTILE = [
  ...['=1+1', '+82 10', '-1', '@A1', '＝전각', '＋', '－1', '＠', "'=1+1", "''=1+1", "'''@", "'-", "'Tis", "'", "''"],
  ...['"', '""', 'a"b', 'a,b', ',', ';', 'a;b', '=a,"b",\'c', '🐳 고래', 'שלום', 'مرحبا', '007', 'TRUE', '1e5'],
  ...['title', '제목', '#', '\\', '<b>', '나'.repeat(100)],
];

/** As another service may have stored them: no import would store them like this. */
const UNCLEAN = ['\t=탭', ' 앞', '두\n줄', '두\r\n줄 더', '=셋\r'];

onEachDatabase('An export of works', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
    await send(admin, fixture('works.csv'));
    await send(admin, fixture('works-messy.csv'));
    for (const title of HOSTILE) expect([title, (await admin.create('works', { title })).status]).toEqual([title, 200]);
    for (const id of [1, 2]) expect((await admin.act('works', id, 'hide')).status).toBe(200);
  });

  const send = async (to: PanelClient, csv: Buffer): Promise<Record<string, number>> => {
    const fields = { step: 'apply', csv: csv.toString('base64'), skip_refused: 'true' };
    const { plan } = (await to.post('/resources/works/actions/import', fields)).json<PanelAnswer & { plan: Plan }>();
    return Object.fromEntries(Object.entries(plan).map(([name, { count }]) => [name, count]));
  };

  const titles = async (from: RunningServer): Promise<string[]> =>
    (await from.database.rows<{ title: string }>('SELECT title FROM work ORDER BY id')).map(({ title }) => title);
  const hiddenTitles = async (from: RunningServer): Promise<string[]> =>
    (await from.database.rows<{ title: string }>('SELECT title FROM work WHERE is_hidden ORDER BY id')).map(
      ({ title }) => title,
    );

  it.each(['ko', 'en'])('with heads in the language %s gives the same works to an empty catalog', async (language) => {
    const cookie = `${admin.client.cookies.header().cookie}; admin_language=${language}`;
    const file = await admin.get('/resources/works/actions/export', { cookie });
    const existing = await titles(server);
    expect(existing).toEqual(expect.arrayContaining(HOSTILE));
    expect(fileOf(file).rows).toHaveLength(existing.length);
    for (const [, title] of fileOf(file).rows) expect(title).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);

    const empty = await startServer({ database: kind });
    const importer = await operator(empty);
    const csv = Buffer.from(file.text);
    expect(await send(importer, csv)).toEqual({ newTitles: existing.length, existing: 0, repeated: 0, refused: 0 });
    expect(await titles(empty)).toEqual(existing);
    expect(await hiddenTitles(empty)).toEqual(await hiddenTitles(server));
    expect(await hiddenTitles(empty)).toHaveLength(2);
    expect(await send(importer, csv)).toMatchObject({ newTitles: 0, existing: existing.length });
    const again = await importer.get('/resources/works/actions/export');
    expect(fileOf(again).rows.map(([, title]) => title)).toEqual(fileOf(file).rows.map(([, title]) => title));
  });

  it('adds nothing to the catalog from which it is, whatever the titles are', async () => {
    for (const title of UNCLEAN) await aWork(server.database, title);
    const before = await titles(server);
    const file = await admin.get('/resources/works/actions/export');
    expect(fileOf(file).rows).toHaveLength(before.length);
    const plan = await send(admin, Buffer.from(file.text));
    expect(plan).toEqual({ newTitles: 0, existing: before.length, repeated: 0, refused: 0 });
    expect(await titles(server)).toEqual(before);
  });

  it('of 50,000 works is imported in one piece', async () => {
    const [large, empty] = [await startServer({ database: kind }), await startServer({ database: kind })];
    await manyWorks(large.database, 50_000);
    const file = await (await operator(large)).get('/resources/works/actions/export');
    const plan = await send(await operator(empty), Buffer.from(file.text));
    expect(plan).toEqual({ newTitles: 50_000, existing: 0, repeated: 0, refused: 0 });
    expect(await titles(empty)).toEqual(await titles(large));
  });

  it('with only its column of titles is imported as well', async () => {
    const empty = await startServer({ database: kind });
    const lines = ['제목', "'=1+1", "''=1+1", "'Tis"].map((line) => `${line}\r\n`);
    await send(await operator(empty), Buffer.from(lines.join('')));
    expect(await titles(empty)).toEqual(['=1+1', "'=1+1", "'Tis"]);
  });
});
