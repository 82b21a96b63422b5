import type { Page, Route } from 'playwright-core';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { describeInBrowser } from './support/browser.js';
import { eventually } from './support/eventually.js';
import { newEmail, PASSWORD, signUp } from './support/members.js';
import { startServer, type RunningServer } from './support/server.js';
import { cardOf, logInByForm, watchedPage, type WatchedPage } from './watched-page.js';

const IN_LINE = '순서를 기다리고 있어요. 이 화면을 그대로 두세요.';
const BUSY = {
  status: 503,
  headers: { 'Retry-After': '2' },
  json: { detail: '요청이 너무 많습니다.', code: 'OVERLOADED' },
};

/** `--bad` in public/toodat.css. */
const REFUSAL_COLOUR = 'rgb(166, 27, 43)';

describeInBrowser('a press that the service is too busy for', () => {
  let server: RunningServer;
  let watched: WatchedPage;
  let presses: number;

  beforeEach(async () => {
    server = await startServer({ database: 'sqlite' });
    await aCoupon(server.database);
    await aWork(server.database, '봄봄');
    watched = await watchedPage(server.baseUrl);
    const email = newEmail();
    await signUp(server.client(), email);
    await watched.page.goto('/login-page/');
    await logInByForm(watched.page, email, PASSWORD);
    await watched.page.waitForURL('/event/');
    // The page's clock moves only when the test says so.
    await watched.page.clock.install();
    presses = 0;
  });

  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.page.context().close();
  });

  /** Answers the first presses as a busy service does; the others reach the service. */
  const busyFor = async (page: Page, count: number): Promise<void> => {
    await page.route('/couponuser/', (route: Route) => (++presses <= count ? route.fulfill(BUSY) : route.continue()));
  };

  /** Lets the page's time pass until it has sent so many requests. */
  const timePassesUntil = async (sent: number): Promise<void> => {
    const tick = async (): Promise<number> => {
      await watched.page.clock.runFor(500);
      return presses;
    };
    expect(await eventually(tick, (count) => count >= sent)).toBe(sent);
  };

  it('is repeated after the time that the answer names, and the page says that it waits', async () => {
    const { page } = watched;
    await busyFor(page, 2);
    const card = cardOf(page, '봄봄');
    await card.getByRole('button', { name: '쿠폰 받기' }).click();
    await card.getByText(IN_LINE, { exact: true }).waitFor();
    expect(await page.locator('#announcer').textContent()).toBe(IN_LINE);
    const reason = card.locator('.work-reason');
    expect(await reason.evaluate((text) => getComputedStyle(text).color)).not.toBe(REFUSAL_COLOUR);
    await page.clock.runFor(1_999);
    expect(presses).toBe(1);
    await timePassesUntil(3);
    await card.getByText(/^쿠폰 번호 : [A-Z0-9]{8}$/).waitFor();
    expect(presses).toBe(3);
    expect(await card.getByText(IN_LINE).count()).toBe(0);
  });

  it('is given up after five times; the member can press again', async () => {
    const { page } = watched;
    await busyFor(page, 6);
    const card = cardOf(page, '봄봄');
    await card.getByRole('button', { name: '쿠폰 받기' }).click();
    await timePassesUntil(6);
    await card.getByText(BUSY.json.detail, { exact: true }).waitFor();
    const reason = card.locator('.work-reason');
    expect(await reason.evaluate((text) => getComputedStyle(text).color)).toBe(REFUSAL_COLOUR);
    expect(presses).toBe(6);
    await card.getByRole('button', { name: '쿠폰 받기' }).click();
    await card.getByText(/^쿠폰 번호 : [A-Z0-9]{8}$/).waitFor();
  });
});
