import type { Page } from 'playwright-core';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { describeInBrowser } from './support/browser.js';
import { crowd, SECRET_KEY } from './support/crowd.js';
import { liveWith } from './support/live.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { startServer, type RunningServer } from './support/server.js';
import { loggedInPage, type WatchedPage } from './watched-page.js';

const HOSTILE = '<b onclick="alert(1)">겨울</b>🎟️';
const ENDS = new Date('2999-12-31T15:00:00Z');

const TEXTS = {
  ko: {
    live: '실시간으로 갱신 중',
    figures: { remaining: '남은 수량', issued: '누적 발급', wait: '최장 대기' },
    refused: '소진 SOLD_OUT',
    minutes: '1분마다 받은 요청과 그 결과 (KST, 최근 시각부터)',
    table: '표로 보기',
    countdown: /^종료까지 \d+일 \d\d:\d\d:\d\d$/,
    summary: /요청 12건 중 8건 발급, 4건 거절\./,
    pause: '일시 중지',
    resume: '재개',
    confirm: '확인',
    paused: '일시 중지',
    failing: '서버에 연결하지 못했습니다. 아래 숫자는 이전 값입니다.',
    age: /^마지막 갱신: \d+초 전$/,
    retry: '지금 다시 시도',
    title: '실시간 현황',
    open: '실시간 현황 보기',
  },
  en: {
    live: 'Updating live',
    figures: { remaining: 'Remaining', issued: 'Issued in total', wait: 'Longest wait' },
    refused: 'Sold out SOLD_OUT',
    minutes: 'Presses in each minute and their results (KST, latest first)',
    table: 'Show as a table',
    countdown: /^Ends in \d+ d \d\d:\d\d:\d\d$/,
    summary: /of 12 presses, 8 issued and 4 rejected\./,
    pause: 'Pause',
    resume: 'Resume',
    confirm: 'Confirm',
    paused: 'Paused',
    failing: 'The server cannot be reached. The numbers below are earlier ones.',
    age: /^Last update \d+ s ago$/,
    retry: 'Try again now',
    title: 'Live',
    open: 'Open the live view',
  },
} as const;

describeInBrowser('The live view in a browser', () => {
  let server: RunningServer;
  let panel: PanelClient;
  let coupon: number;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite', env: { SECRET_KEY } });
    panel = await operator(server);
    const work = await aWork(server.database);
    coupon = await aCoupon(server.database, { name: HOSTILE, count: 8, ends_at: ENDS, time_zone: 'America/New_York' });
    for (const { client } of await crowd(server, 12)) await client.post('/couponuser/', { coupon, work });
    await liveWith(panel, coupon, 12);
  });

  const open = (path: string, language: 'ko' | 'en', width: number): Promise<WatchedPage> =>
    loggedInPage(server, panel.client, path, { language, viewport: { width, height: 900 } });

  const livePage = (language: 'ko' | 'en', width: number): Promise<WatchedPage> =>
    open(`/admin/resources/coupons/records/${coupon}/live`, language, width);

  /** The screen scrolls inside of the window, so the document is not larger than it. */
  const fits = (page: Page): Promise<boolean> =>
    page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return scrollWidth <= window.innerWidth && scrollHeight <= window.innerHeight;
    });

  it.each([
    ['ko', 390],
    ['ko', 1280],
    ['en', 390],
    ['en', 1280],
  ] as const)(
    'shows numbers, chart, table, reasons and times, also after a reload (%s, %i px)',
    async (language, width) => {
      const says = TEXTS[language];
      const { page, complaints } = await livePage(language, width);
      for (const visit of ['first', 'reloaded']) {
        if (visit === 'reloaded') await page.reload();
        await page.getByRole('status').filter({ hasText: says.live }).waitFor();
        await page.locator('.live-remaining').getByText('0', { exact: true }).waitFor();
        await page.locator('.live-issued').getByText('8', { exact: true }).waitFor();
        for (const label of Object.values(says.figures)) await page.getByText(label, { exact: true }).first().waitFor();
        await page.getByRole('img', { name: says.summary }).waitFor();
        await page.getByRole('rowheader', { name: says.refused }).waitFor();
        expect(await page.getByRole('timer').textContent()).toMatch(says.countdown);
        await page.getByText(says.table, { exact: true }).press('Enter');
        const table = page.getByRole('table', { name: says.minutes });
        expect(await table.getByRole('row').count()).toBe(16);
      }
      await page.getByText(HOSTILE, { exact: true }).first().waitFor();
      for (const zone of ['KST', 'UTC', 'America/New_York']) {
        await page
          .getByText(new RegExp(`^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d ${zone}$`))
          .first()
          .waitFor();
      }
      expect(await fits(page)).toBe(true);
      expect(complaints).toEqual([]);
    },
  );

  it.each(['ko', 'en'] as const)('pauses and resumes the event by keyboard, and shows it (%s)', async (language) => {
    const says = TEXTS[language];
    const { page, complaints } = await livePage(language, 1280);
    const state = page.locator('.live-head .label');
    await state.first().waitFor();
    // The head of the screen would show these as of the time when the page was opened.
    for (const name of [says.pause, says.resume])
      expect(await page.getByTestId('action-header').getByText(name, { exact: true }).count()).toBe(0);
    for (const button of [says.pause, says.resume]) {
      await page.locator('.live-actions').getByRole('button', { name: button, exact: true }).press('Enter');
      await page.getByRole('button', { name: says.confirm }).press('Enter');
      const paused = state.filter({ hasText: says.paused });
      await paused.waitFor({ state: button === says.pause ? 'visible' : 'detached' });
    }
    expect(complaints).toEqual([]);
  });

  it.each(['ko', 'en'] as const)('marks numbers as old while requests fail, and recovers (%s)', async (language) => {
    const says = TEXTS[language];
    const { page } = await livePage(language, 390);
    await page.getByRole('status').filter({ hasText: says.live }).waitFor();
    await page.route('**/admin/api/live/**', (route) => route.abort());
    await page.getByRole('status').filter({ hasText: says.failing }).waitFor();
    await page.getByText(says.age).waitFor();
    await page.locator('.live-remaining').getByText('0', { exact: true }).waitFor();
    await page.unroute('**/admin/api/live/**');
    await page.getByRole('button', { name: says.retry }).click();
    await page.getByRole('status').filter({ hasText: says.live }).waitFor();
  });

  it('asks nothing while the page is hidden, and at once when it is shown again', async () => {
    const { page } = await livePage('ko', 1280);
    await page.clock.install();
    await page.reload();
    await page.getByRole('status').filter({ hasText: TEXTS.ko.live }).waitFor();
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    });
    // A request that was sent before is answered; its answer starts the last timer.
    await page.clock.runFor(5_000);
    let requests = 0;
    page.on('request', () => (requests += 1));
    await page.clock.runFor(60_000);
    expect(requests).toBe(0);
    const next = page.waitForRequest('**/admin/api/live/*');
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await next;
  });

  it.each(['ko', 'en'] as const)('has a short form on the dashboard, which leads to it (%s)', async (language) => {
    const says = TEXTS[language];
    const open_ = await aCoupon(server.database, { name: HOSTILE, count: 41 });
    const { page, complaints } = await open('/admin/', language, 390);
    await page.getByRole('heading', { name: says.title, exact: true }).waitFor();
    const card = page.locator('.live-card').filter({ hasText: '41' }).first();
    await card.getByText('41', { exact: true }).waitFor();
    expect(await fits(page)).toBe(true);
    await card.getByRole('link', { name: says.open }).click();
    await page.waitForURL(`/admin/resources/coupons/records/${open_}/live`);
    await page.locator('.live-remaining').getByText('41', { exact: true }).waitFor();
    await server.database.execute('UPDATE "coupon" SET "is_hidden" = $1 WHERE "id" = $2', [true, open_]);
    expect(complaints).toEqual([]);
  });
});
