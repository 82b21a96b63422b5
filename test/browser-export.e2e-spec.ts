import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { aWork } from './builders/works.js';
import { describeInBrowser } from './support/browser.js';
import { cellsOf } from './support/csv.js';
import { logIn } from './support/members.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { loggedInPage, type WatchedPage } from './watched-page.js';

describeInBrowser('The export button', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    for (const title of ['봄봄', '동백꽃', '=봄']) await aWork(server.database, title);
  });

  async function atDesk(path: string, width = 1280): Promise<WatchedPage> {
    const client = server.client();
    await logIn(client, ADMIN.email, ADMIN.password);
    return loggedInPage(server, client, path, { viewport: { width, height: 844 } });
  }

  async function downloaded(page: Page, act: () => Promise<unknown>): Promise<{ name: string; titles: string[] }> {
    const [download] = await Promise.all([page.waitForEvent('download'), act()]);
    const { rows } = cellsOf(readFileSync(await download.path(), 'utf8'));
    return { name: download.suggestedFilename(), titles: rows.map(([, title]) => title!) };
  }

  const button = (page: Page, name: string) => page.locator('a', { hasText: new RegExp(`^${name}$`) });

  it('downloads the rows that the list’s filter finds, and the list stays', async () => {
    const { page, complaints } = await atDesk(
      `/admin/resources/works?page=1&filters.title=${encodeURIComponent('봄')}`,
    );
    await page.getByText('=봄').waitFor();
    const { name, titles } = await downloaded(page, () => button(page, '내보내기').click());
    expect(name).toMatch(/^works-\d{8}-\d{4}\.csv$/);
    expect(titles).toEqual(['봄봄', "'=봄"]);
    await page.getByText('다운로드를 시작했습니다.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/admin/resources/works');
    expect(complaints).toEqual([]);
  });

  it('works with the keyboard, in English, on a phone', async () => {
    const { page, complaints } = await atDesk('/admin/', 390);
    await page.context().addCookies([{ name: 'admin_language', value: 'en', domain: '127.0.0.1', path: '/admin' }]);
    await page.goto('/admin/resources/works');
    await page.getByText('동백꽃').waitFor();
    const { titles } = await downloaded(page, () => button(page, 'Export').press('Enter'));
    expect(titles).toEqual(['봄봄', '동백꽃', "'=봄"]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(complaints).toEqual([]);
  });

  it('is above lists only, and above each of them', async () => {
    const { page, complaints } = await atDesk('/admin/');
    for (const list of ['works', 'coupons', 'issued-coupons', 'stock-movements', 'users']) {
      await page.goto(`/admin/resources/${list}`);
      await button(page, '내보내기').waitFor();
    }
    await page.goto('/admin/resources/works/actions/new');
    await page.getByRole('button', { name: '저장' }).waitFor();
    expect(await button(page, '내보내기').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  it('shows a refusal as a page in the operator’s language', async () => {
    const { page } = await atDesk('/admin/resources/works');
    await page.getByText('동백꽃').waitFor();
    await page.context().clearCookies({ name: 'sessionid' });
    await button(page, '내보내기').click();
    await page.getByRole('heading', { name: '접근할 수 없습니다' }).waitFor();
  });
});
