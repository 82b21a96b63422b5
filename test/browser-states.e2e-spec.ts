import type { Page } from 'playwright-core';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { describeInBrowser } from './support/browser.js';
import { logIn, newEmail, PASSWORD, signUp } from './support/members.js';
import { startServer, type RunningServer } from './support/server.js';
import { cardOf, watchedPage } from './watched-page.js';

describeInBrowser('the event page in each of its states', () => {
  let server: RunningServer;

  const buttons = async (page: Page): Promise<boolean[]> =>
    Promise.all((await page.getByRole('button', { name: '쿠폰 받기' }).all()).map((button) => button.isEnabled()));

  /** Looks at the page in light and dark, on a phone and on a desktop; nothing may go wrong on any. */
  const look = async (check: (page: Page) => Promise<void>, cookie?: string): Promise<void> => {
    for (const [width, colorScheme] of [
      [390, 'light'],
      [1280, 'dark'],
    ] as const) {
      const { page, complaints } = await watchedPage(server.baseUrl, { viewport: { width, height: 800 }, colorScheme });
      if (cookie) await page.context().addCookies([{ name: 'sessionid', value: cookie, url: server.baseUrl }]);
      await page.goto('/event/');
      await check(page);
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  };

  beforeEach(async () => {
    server = await startServer({ database: 'sqlite' });
  });

  it('without a coupon and without works', () =>
    look(async (page) => {
      await page.getByText('쿠폰 정보 없음', { exact: true }).waitFor();
      await page.getByText('작품이 없습니다.', { exact: true }).waitFor();
      expect(await page.getByLabel('작품 찾기').count()).toBe(0);
    }));

  it('without a coupon', async () => {
    await aWork(server.database, '봄봄');
    await look(async (page) => {
      await page.getByText('쿠폰 정보 없음', { exact: true }).waitFor();
      expect(await buttons(page)).toEqual([false]);
    });
  });

  it('while it runs, with 121 works: a hundred of them, and the others by the search', async () => {
    await aCoupon(server.database, { count: 7 });
    for (let serial = 1; serial <= 121; serial++) await aWork(server.database, `작품 ${serial}`);
    await look(async (page) => {
      await page.getByText('남은 쿠폰 수 : 7', { exact: true }).waitFor();
      expect(await buttons(page)).toEqual(Array(100).fill(true));
      await page.getByLabel('작품 찾기').fill('작품 121');
      await page.getByLabel('작품 찾기').press('Enter');
      await page.waitForURL(/[?&]q=/);
      expect(await buttons(page)).toEqual([true]);
    });
  });

  it('when nothing is left, to a visitor and to a member who holds a code', async () => {
    await aCoupon(server.database, { count: 1 });
    for (const title of ['봄봄', '날개']) await aWork(server.database, title);
    const [client, email] = [server.client(), newEmail()];
    await signUp(client, email);
    await logIn(client, email, PASSWORD);
    const { code } = (await client.post('/couponuser/', { coupon: 1, work: 2 })).json<{ code: string }>();
    await look(async (page) => {
      await page.getByText('이벤트 종료', { exact: true }).waitFor();
      expect(await buttons(page)).toEqual([false, false]);
    });
    await look(async (page) => {
      await page.getByText('이벤트 종료', { exact: true }).waitFor();
      await cardOf(page, '날개').getByText(`쿠폰 번호 : ${code}`, { exact: true }).waitFor();
      expect(await buttons(page)).toEqual([false]);
    }, client.cookies.get('sessionid'));
  });
});
