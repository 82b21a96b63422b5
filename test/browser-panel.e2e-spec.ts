import type { BrowserContextOptions, Page } from 'playwright-core';
import { anIssuedCoupon } from './builders/issued-coupon.js';
import { describeInBrowser } from './support/browser.js';
import { logIn } from './support/members.js';
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

  it.each(['light', 'dark'] as const)('has readable colours in the %s scheme', async (colorScheme) => {
    for (const path of ['/admin/', '/admin/resources/coupons', '/admin/resources/coupons/records/1/adjustStock']) {
      const { page, complaints } = await panel(path, { ...DESKTOP, colorScheme });
      await page.locator('h1, h2').first().waitFor();
      const [ground] = await page.evaluate(() => /\d+/.exec(getComputedStyle(document.body).backgroundColor)!);
      expect(Number(ground) < 128 ? 'dark' : 'light').toBe(colorScheme);
      expect(await poorContrasts(page)).toEqual([]);
      expect(complaints).toEqual([]);
    }
  });

  it('keeps the colours with which it was loaded, because AdminJS does', async () => {
    const { page } = await panel('/admin/resources/coupons', { ...DESKTOP, colorScheme: 'light' });
    await page.locator('.row-title').waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await poorContrasts(page)).toEqual([]);
  });

  it('opens filters, menus and rows with the keyboard alone', async () => {
    const { page, complaints } = await panel('/admin/resources/coupons', DESKTOP);
    await page.locator('.row-title').waitFor();
    await tabTo(page, '필터');
    await page.keyboard.press('Enter');
    await page.locator('input[name="filter-name"]').waitFor();
    await page.goto('/admin/resources/coupons');
    await page.locator('.row-title').waitFor();
    await tabTo(page, '재고 조정');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/records/1/adjustStock');
    await tabTo(page, 'English');
    await page.keyboard.press('Enter');
    await page.getByText('Adjust stock').first().waitFor();
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

/** Presses Tab until the element with this text has the focus. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent?.trim())) === text) return;
  }
  throw new Error(`The keyboard does not reach “${text}”.`);
}

/** Texts whose contrast with their background is below 4.5, as WCAG 2 computes it. */
const poorContrasts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const over = (colors: string[]): number[] => {
      canvas.clearRect(0, 0, 1, 1);
      for (const color of colors) {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
      }
      return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
    };
    const luminance = (rgb: number[]): number => {
      const [r, g, b] = rgb.map((value) => {
        const share = value / 255;
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      }) as [number, number, number];
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const poor: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('#app *')) {
      const text = [...element.childNodes]
        .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent!.trim())
        .join('');
      if (!text || !element.checkVisibility()) continue;
      const grounds: string[] = [];
      for (let at: Element | null = element; at; at = at.parentElement)
        grounds.unshift(getComputedStyle(at).backgroundColor);
      const [light, dark] = [
        luminance(over([...grounds, getComputedStyle(element).color])),
        luminance(over(grounds)),
      ].sort((a, b) => b - a) as [number, number];
      const contrast = (light + 0.05) / (dark + 0.05);
      if (contrast < 4.5) poor.push(`${text}: ${contrast.toFixed(2)}`);
    }
    return poor;
  });
