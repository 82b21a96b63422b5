import { manyEntries, PANEL_ROWS } from './builders/many-entries.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { startServer, type RunningServer } from './support/server.js';

type PanelState = {
  readonly resources: { readonly id: string; readonly showProperties: { readonly name: string }[] }[];
};

onEachDatabase('The history on the page of a record', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
  });

  it.each(Object.keys(PANEL_ROWS))('is the newest 20 lines of this record alone: %s', async (resource) => {
    const { target, id } = await manyEntries(server, resource, 25);
    const query = `filters.target_kind=${target}&filters.target_id=${id}`;
    const lines = await admin.rows('history', `${query}&perPage=20`);
    expect(lines.map(({ params }) => params['reason'])).toEqual(newestFirst(25).slice(0, 20));
    const rest = await admin.rows('history', `${query}&perPage=20&page=2`);
    expect(rest.map(({ params }) => params['reason'])).toEqual(newestFirst(25).slice(20));
  });

  it.each(Object.keys(PANEL_ROWS))('is offered by the panel: %s', async (resource) => {
    const { text } = await admin.client.get(`/admin/resources/${resource}`, { accept: 'text/html' });
    const [, json = ''] = /<script type="application\/json" id="state">(.*?)<\/script>/s.exec(text) ?? [];
    const { resources } = JSON.parse(json) as PanelState;
    const shown = resources.find(({ id }) => id === resource)!.showProperties;
    expect(shown.filter(({ name }) => name === 'history')).toMatchObject([{ components: { show: 'RowHistory' } }]);
  });
});

const newestFirst = (count: number): string[] => Array.from({ length: count }, (_, place) => `line ${count - place}`);
