import type { Page } from 'playwright-core';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { pageSaying } from './event-html.js';
import { describeInBrowser } from './support/browser.js';
import type { Client } from './support/client.js';
import { logIn, member } from './support/members.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { cardOf, watchedPage, type WatchedPage } from './watched-page.js';

const AN_HOUR_MS = 3_600_000;

const fromNow = (ms: number): Date => new Date(Date.now() + ms);

/** What the row says of an event that is not open, and what the page then says. */
const CLOSED = {
  NOT_STARTED: { row: [fromNow(AN_HOUR_MS), null, false], words: /^시작 : \d+월 \d+일 \d\d:\d\d$/ },
  PAUSED: { row: [null, null, true], words: '잠시 멈췄어요' },
  ENDED: { row: [null, fromNow(-AN_HOUR_MS), false], words: '이벤트 종료' },
} as const;
const OPEN = [null, null, false] as const;

describeInBrowser('The event’s hours in a browser', () => {
  let server: RunningServer;
  let client: Client;
  let watched: WatchedPage;

  const set = (row: readonly [Date | null, Date | null, boolean]): Promise<void> =>
    server.database.execute('UPDATE "coupon" SET "starts_at" = $1, "ends_at" = $2, "paused" = $3 WHERE "id" = 1', row);

  const open = async (
    path: string,
    { clock, ...options }: Parameters<typeof watchedPage>[1] & { clock?: boolean } = {},
  ): Promise<Page> => {
    watched = await watchedPage(server.baseUrl, options);
    const value = client.cookies.get('sessionid')!;
    await watched.page.context().addCookies([{ name: 'sessionid', value, url: server.baseUrl }]);
    if (clock) await watched.page.clock.install();
    await watched.page.goto(path);
    return watched.page;
  };

  const button = (page: Page, title: string) => cardOf(page, title).getByRole('button', { name: '쿠폰 받기' });

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    await aCoupon(server.database, { name: '가을 쿠폰', count: 20 });
    for (const title of ['봄봄', '날개']) await aWork(server.database, title);
  });

  beforeEach(async () => {
    client = await member(server);
    await set(OPEN);
    await pageSaying('data-state="running"', client);
  });

  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await watched.page.context().close();
  });

  describe.each(Object.entries(CLOSED))('%s', (_, { row, words }) => {
    it.each([
      [390, 'light'],
      [1280, 'dark'],
    ] as const)(
      'is what the page says at %i pixels, with grey buttons and the codes that are held',
      async (...look) => {
        const { code } = (await client.post('/couponuser/', { coupon: 1, work: 2 })).json<{ code: string }>();
        await set(row);
        await pageSaying(/data-state="(?!running)/, client);
        const page = await open('/event/', { viewport: { width: look[0], height: 800 }, colorScheme: look[1] });
        await page.getByText(words, { exact: true }).waitFor();
        expect(await button(page, '봄봄').isDisabled()).toBe(true);
        await cardOf(page, '날개').getByText(`쿠폰 번호 : ${code}`, { exact: true }).waitFor();
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      },
    );

    it.each([true, false])(
      'is shown in place by a page that is out of date (scripting: %s)',
      async (javaScriptEnabled) => {
        const page = await open('/event/', { javaScriptEnabled });
        await set(row);
        await button(page, '봄봄').click();
        await page.locator('#state').getByText(words, { exact: true }).waitFor();
        const reason = cardOf(page, '봄봄').getByText(/이벤트/);
        await reason.waitFor();
        for (const title of ['봄봄', '날개']) expect(await button(page, title).isDisabled()).toBe(true);
        if (javaScriptEnabled)
          expect(await reason.evaluate((element) => element === document.activeElement)).toBe(true);
      },
    );
  });

  describe('before the start', () => {
    let page: Page;

    // The page's clock is the test's: it comes to the start when the test says so, on however slow a machine.
    beforeEach(async () => {
      await set([fromNow(AN_HOUR_MS), null, false]);
      await pageSaying('data-state="not-started"', client);
      page = await open('/event/', { clock: true });
      expect(await button(page, '봄봄').isDisabled()).toBe(true);
    });

    it('opens by itself when the time has come, and the first press gets a code', async () => {
      await set([fromNow(-1_000), null, false]);
      await page.clock.fastForward(AN_HOUR_MS);
      await page.getByText(/^남은 쿠폰 수 : \d+$/).waitFor();
      await button(page, '봄봄').click();
      await cardOf(page, '봄봄')
        .getByText(/^쿠폰 번호 : \w{8}$/)
        .waitFor();
    });

    it('waits again when the start was postponed meanwhile', async () => {
      await set([fromNow(2 * AN_HOUR_MS), null, false]);
      await page.clock.fastForward(AN_HOUR_MS);
      await button(page, '봄봄').click();
      await page.locator('#state').getByText(CLOSED.NOT_STARTED.words, { exact: true }).waitFor();
      expect(await button(page, '봄봄').isDisabled()).toBe(true);
    });
  });

  describe('at the panel', () => {
    beforeEach(async () => {
      client = server.client();
      await logIn(client, ADMIN.email, ADMIN.password);
    });

    it.each([390, 1280])(
      'an operator halts the event and lets it go on, each after a question (%i pixels)',
      async (width) => {
        const page = await open('/admin/', { viewport: { width, height: 844 } });
        const card = page.locator('.card.coupon').filter({ hasText: '가을 쿠폰' });
        await card.getByText('진행 중').waitFor();
        await card.getByRole('button', { name: '일시 중지' }).click();
        await page.getByRole('button', { name: '취소' }).click();
        await card.getByRole('button', { name: '일시 중지' }).click();
        await page.getByRole('button', { name: '확인' }).click();
        await card.locator('em').getByText('일시 중지').waitFor();
        await card.getByRole('button', { name: '재개' }).click();
        await page.getByRole('button', { name: '확인' }).click();
        await card.getByText('진행 중').waitFor();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      },
    );

    it('an operator types hours in the coupon’s zone, whatever the browser’s is', async () => {
      const page = await open('/admin/resources/coupons/records/1/edit', { timezoneId: 'America/New_York' });
      await page.locator('input[name="starts_at"]').fill('2030-01-01T09:00');
      await page.locator('input[name="ends_at"]').fill('2029-01-01T09:00');
      await page.getByRole('button', { name: '저장' }).click();
      await page.getByText('종료 시각은 시작 시각보다 뒤여야 합니다.').waitFor();
      await page.locator('input[name="ends_at"]').fill('2030-01-02T09:00');
      await page.getByRole('button', { name: '저장' }).click();
      await page.getByText('2030-01-01 09:00').waitFor();
      const [row] = await server.database.rows<{ starts_at: string }>(
        'SELECT "starts_at" FROM "coupon" WHERE "id" = 1',
      );
      expect(row!.starts_at).toContain('2030-01-01 00:00:00');
    });

    it.each([390, 1280])(
      'an operator gives a reason, and reads it in the coupon’s ledger (%i pixels)',
      async (width) => {
        const page = await open('/admin/resources/coupons/records/1/adjustStock', { viewport: { width, height: 844 } });
        await page.getByRole('button', { name: '+10', exact: true }).click();
        await page.getByLabel('사유').fill(`추가 예산 ${width}`);
        await page.getByRole('button', { name: '조정하기' }).click();
        await page.getByText('재고를 조정했습니다.').waitFor();
        await page.getByRole('link', { name: '재고 장부 보기' }).click();
        const line = page
          .getByRole('row')
          .filter({ hasText: `추가 예산 ${width}` })
          .first();
        for (const text of ['+10', '조정', ADMIN.email]) await line.getByText(text, { exact: true }).waitFor();
        await page.getByRole('link', { name: '필터로 보기' }).click();
        await page.getByTestId('actions-dropdown').first().waitFor();
        await page.getByRole('row').filter({ hasText: ADMIN.email }).first().getByText('+10').waitFor();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      },
    );
  });
});
