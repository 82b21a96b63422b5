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

  it.each([
    ['ko', '최근 20건만 보입니다.'],
    ['en', 'Only the latest 20 are shown.'],
  ] as const)(
    'says whether there are older ones, on the page of a record and in the member case (%s)',
    async (language, only) => {
      const client = server.client();
      await logIn(client, ADMIN.email, ADMIN.password);
      for (const count of [20, 21]) {
        const { id } = await manyEntries(server, 'users', count);
        for (const path of [`resources/users/records/${id}/show`, `pages/case?member=${id}`]) {
          const { page, complaints } = await loggedInPage(server, client, `/admin/${path}`, { language });
          await page.locator('.history tbody tr').first().waitFor();
          const more = page.locator('.ledger-more').filter({ has: page.locator('a[href*="resources/history"]') });
          expect([path, (await more.textContent())!.includes(only)]).toEqual([path, count > 20]);
          expect(await more.locator('a').getAttribute('href')).toMatch(
            /filters\.target_kind=member&filters\.target_id=\d+/,
          );
          expect(complaints).toEqual([]);
        }
      }
    },
  );
});
