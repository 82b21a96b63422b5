import type { BrowserContextOptions } from 'playwright-core';
import { anIssuedCoupon } from './builders/issued-coupon.js';
import { describeInBrowser } from './support/browser.js';
import { logIn, newEmail, signUp } from './support/members.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { loggedInPage, type WatchedPage } from './watched-page.js';

/** Each list, with the name of a column that AdminJS hides on a phone. */
const LISTS = [
  ['works', '생성 시각', 'Created at'],
  ['coupons', '남은 수량', 'Remaining'],
  ['issued-coupons', '작품', 'Work'],
  ['stock-movements', '변동 수량', 'Units'],
  ['users', '역할', 'Role'],
  ['history', '처리자', 'By'],
] as const;

const PHONE = { viewport: { width: 390, height: 844 } };
const DESKTOP = { viewport: { width: 1280, height: 900 } };

describeInBrowser('The panel in a browser', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    await anIssuedCoupon(server);
  });

  async function panel(
    path: string,
    options: BrowserContextOptions,
    language: 'ko' | 'en' = 'ko',
  ): Promise<WatchedPage> {
    const client = server.client();
    await logIn(client, ADMIN.email, ADMIN.password);
    return loggedInPage(server, client, path, { ...options, language });
  }

  it.each(LISTS)('shows rows of %s as cards on a phone, each with the names of its columns', async (list, ko, en) => {
    for (const [language, column] of [
      ['ko', ko],
      ['en', en],
    ] as const) {
      const { page, complaints } = await panel(`/admin/resources/${list}`, PHONE, language);
      const cell = page.locator(`td[data-column="${column}"]`).first();
      await cell.waitFor();
      expect(await cell.evaluate((td) => getComputedStyle(td, '::before').content)).toBe(`"${column}"`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(
        await cell.evaluate((td) => [td, td.closest('tr'), td.closest('table')].map((part) => part!.role)),
      ).toEqual([...['cell', 'row', 'table']]);
      expect(complaints).toEqual([]);
    }
  });

  it.each([
    ['ko', '필터', '주소 전체'],
    ['en', 'Filter', 'A whole address'],
  ] as const)('finds one member by a whole address, and all by its beginning: %s', async (language, open, help) => {
    const email = newEmail();
    for (const address of [email, `${email}.au`]) await signUp(server.client(), address);
    const { page, complaints } = await panel('/admin/resources/users', DESKTOP, language);
    for (const [typed, count] of [
      [email, 1],
      [email.slice(0, email.indexOf('@')), 2],
    ] as const) {
      await page.goto('/admin/resources/users');
      await page.locator('tbody tr').nth(2).waitFor();
      await page.getByText(open, { exact: true }).first().click();
      const field = page.locator('input[name="filter-email"]');
      expect(await page.locator(`#${await field.getAttribute('aria-describedby')}`).textContent()).toContain(help);
      await field.fill(typed);
      await field.press('Enter');
      await page.waitForURL(/filters\.email=/);
      await page.locator('tbody tr').nth(2).waitFor({ state: 'detached' });
      expect(await page.locator('tbody tr').count()).toBe(count);
    }
    expect(complaints).toEqual([]);
  });

  it('names the row in the largest heading of its page', async () => {
    const { page } = await panel('/admin/resources/coupons/records/1/show', DESKTOP);
    const heading = page.locator('h2 .adminjs_Badge');
    const [{ name } = { name: '' }] = await server.database.rows('SELECT name FROM coupon WHERE id = 1');
    expect(await heading.textContent()).toBe(name);
    expect(await heading.evaluate((text) => getComputedStyle(text).fontSize)).toBe('26px');
  });
});
