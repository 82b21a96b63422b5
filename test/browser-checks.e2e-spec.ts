import type { Page } from 'playwright-core';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { describeInBrowser } from './support/browser.js';
import { logIn } from './support/members.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';
import { loggedInPage, type WatchedPage } from './watched-page.js';

const HOSTILE = '<b onclick="alert(1)">겨울</b>';
const HOURS = { starts_at: new Date('2030-07-01T03:00:00Z'), ends_at: new Date('2030-07-02T03:00:00Z') };

const TEXTS = {
  ko: { label: '열기 전 점검', fix: '수정 필요', works: '작품 1개에서', before: '시작 1초 전', open: '미리 보기' },
  en: { label: 'Checks before opening', fix: 'Fix', works: '1 work.', before: 'One second', open: 'Preview' },
} as const;

describeInBrowser('The checks on a coupon’s page, in a browser,', () => {
  let server: RunningServer;
  let coupon: number;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    await aWork(server.database, '봄봄');
    await aCoupon(server.database, { name: HOSTILE });
    coupon = await aCoupon(server.database, { name: HOSTILE, paused: true, ...HOURS });
  });

  async function couponPage(language: 'ko' | 'en', width: number): Promise<WatchedPage> {
    const client = server.client();
    await logIn(client, ADMIN.email, ADMIN.password);
    const path = `/admin/resources/coupons/records/${coupon}/show`;
    return loggedInPage(server, client, path, { language, viewport: { width, height: 900 } });
  }

  it.each([
    ['ko', 390],
    ['ko', 1280],
    ['en', 390],
    ['en', 1280],
  ] as const)('name their levels in words, the worst first, in %s at %i px', async (language, width) => {
    const says = TEXTS[language];
    const { page, complaints } = await couponPage(language, width);
    await page.getByText(says.label, { exact: true }).waitFor();
    const checks = page.locator('.check');
    await checks.first().getByText(says.fix, { exact: true }).waitFor();
    await checks.filter({ hasText: says.works }).waitFor();
    await checks.filter({ hasText: HOSTILE }).first().waitFor();
    const levels = await checks.locator('strong').allTextContents();
    expect(levels[0]).toBe(says.fix);
    expect(levels.lastIndexOf(says.fix)).toBeLessThan(levels.findIndex((level) => level !== says.fix));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(complaints).toEqual([]);
  });

  it('change with the coupon', async () => {
    const { page } = await couponPage('ko', 1280);
    const paused = page.locator('.check').filter({ hasText: '일시 중지되어' });
    await paused.waitFor();
    await page.getByText('재개', { exact: true }).first().click();
    await page.getByRole('button', { name: '확인' }).click();
    await paused.waitFor({ state: 'detached' });
    await server.database.execute('UPDATE "coupon" SET "paused" = TRUE');
  });

  it('are counted on the dashboard, beside an event to come, with a link to them', async () => {
    await server.database.execute('UPDATE "coupon" SET "paused" = FALSE');
    const { page, complaints } = await couponPage('ko', 390);
    await page.goto('/admin/');
    const card = page.locator('.coupon').filter({ hasText: '예정' });
    await card.getByRole('link', { name: /^열기 전 점검: 수정 필요 1 · 확인 필요 \d+$/ }).click();
    await page.waitForURL(`/admin/resources/coupons/records/${coupon}/show`);
    await page.locator('.check').first().getByText('수정 필요', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it.each(['ko', 'en'] as const)('open a preview in a new tab, whose buttons do nothing (%s)', async (language) => {
    await server.database.execute('UPDATE "coupon" SET "paused" = FALSE');
    const { page, complaints } = await couponPage(language, 390);
    const opened = async (act: () => Promise<void>): Promise<Page> => {
      const [tab] = await Promise.all([page.context().waitForEvent('page'), act()]);
      await tab.getByText(TEXTS[language].open, { exact: true }).waitFor();
      return tab;
    };
    const waiting = await opened(() => page.getByRole('link', { name: TEXTS[language].before }).click());
    await waiting.getByText('시작 : 7월 1일 12:00', { exact: true }).waitFor();
    expect(await waiting.getByRole('button', { name: '쿠폰 받기' }).isDisabled()).toBe(true);

    await page.locator('input[name="at"]').fill('2030-07-01T12:30:05');
    const open = await opened(() => page.getByRole('button', { name: TEXTS[language].open }).click());
    await open.getByText('2030-07-01 12:30:05 (Asia/Seoul)').waitFor();
    const address = open.url();
    await open.getByRole('button', { name: '쿠폰 받기' }).click();
    expect(open.url()).toBe(address);
    await open.getByText('남은 쿠폰 수 : 100', { exact: true }).waitFor();
    expect(await open.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await countOf(server.database, 'coupon_user')).toBe(0);
    expect(complaints).toEqual([]);
  });
});
