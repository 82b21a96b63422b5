import { manyEntries, PANEL_ROWS } from './builders/many-entries.js';
import { describeInBrowser } from './support/browser.js';
import { logIn } from './support/members.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { loggedInPage } from './watched-page.js';

describeInBrowser('The history on the page of a record, in a browser,', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
  });

  it.each(Object.keys(PANEL_ROWS))('shows the newest 20 of 25 lines, newest first: %s', async (resource) => {
    const client = server.client();
    await logIn(client, ADMIN.email, ADMIN.password);
    const { id } = await manyEntries(server, resource, 25);
    const path = `/admin/resources/${resource}/records/${id}/show`;
    const { page, complaints } = await loggedInPage(server, client, path, {});
    await page.locator('.history tbody tr').first().waitFor();
    const reasons = await page.locator('.history tbody tr td:last-child').allTextContents();
    expect(reasons).toEqual(Array.from({ length: 20 }, (_, place) => `line ${25 - place}`));
    expect(complaints).toEqual([]);
  });
});
