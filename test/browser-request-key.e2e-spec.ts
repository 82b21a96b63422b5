import type { Page } from 'playwright-core';
import { aCoupon } from './builders/coupons.js';
import { describeInBrowser } from './support/browser.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { startServer, type RunningServer } from './support/server.js';
import { watchedPage } from './watched-page.js';

describeInBrowser('When the panel loses the answer to a change', () => {
  let server: RunningServer;
  let panelClient: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    panelClient = await operator(server);
  });

  async function atDesk(path: string): Promise<Page> {
    const { page } = await watchedPage(server.baseUrl, { viewport: { width: 1280, height: 900 } });
    const value = panelClient.client.cookies.get('sessionid')!;
    await page.context().addCookies([{ name: 'sessionid', value, url: server.baseUrl }]);
    await page.goto(path);
    return page;
  }

  /** The next request that changes something arrives and is carried out; the browser gets no response. */
  async function loseNextAnswer(page: Page): Promise<void> {
    let lost = false;
    await page.route('**/admin/api/**', async (route) => {
      if (lost || route.request().method() !== 'POST') return route.fallback();
      lost = true;
      await route.fetch();
      await route.abort('connectionreset');
    });
  }

  it('the same stock change counts once when it is sent again, and the next one is another', async () => {
    const id = await aCoupon(server.database, { count: 5 });
    const page = await atDesk(`/admin/resources/coupons/records/${id}/adjustStock`);
    const [ten, one, apply] = ['+10', '+1', '조정하기'].map((name) => page.getByRole('button', { name, exact: true }));
    const left = (count: number): Promise<void> =>
      page.locator('.stock-left strong', { hasText: new RegExp(`^${count}$`) }).waitFor();
    await loseNextAnswer(page);
    const say = (): Promise<void> => page.locator('input[name="reason"]').fill('추가 예산');
    await ten!.click();
    await say();
    await apply!.click();
    await page.getByText('다시 눌러도 한 번만 반영됩니다').waitFor();
    expect((await panelClient.row('coupons', id)).params['count']).toBe(15);
    // Typed anew, it is still the change whose outcome is unknown.
    await one!.click();
    await page.locator('input[name="delta"]').fill('10');
    await apply!.click();
    await left(15);
    await ten!.click();
    await say();
    await apply!.click();
    await left(25);
  });

  it('the same coupon is created once when it is saved again', async () => {
    const page = await atDesk('/admin/resources/coupons/actions/new');
    const fields = { name: '겨울 쿠폰', discount_amount: '2000', discount_rate: '0', count: '7' };
    for (const [field, value] of Object.entries(fields)) await page.locator(`input[name="${field}"]`).fill(value);
    await loseNextAnswer(page);
    await page.getByRole('button', { name: '저장' }).click();
    await page.getByText('다시 저장해도 한 번만 반영됩니다').waitFor();
    await page.getByRole('button', { name: '저장' }).click();
    await page.waitForURL('**/admin/resources/coupons**');
    await page.getByText('겨울 쿠폰').first().waitFor();
    expect((await panelClient.rows('coupons')).filter(({ title }) => title === '겨울 쿠폰')).toHaveLength(1);
  });

  it('an edited coupon keeps what was typed and leads to what was saved', async () => {
    const id = await aCoupon(server.database, { name: '봄 쿠폰' });
    const page = await atDesk(`/admin/resources/coupons/records/${id}/edit`);
    const [name, save] = [page.locator('input[name="name"]'), page.getByRole('button', { name: '저장' })];
    await name.fill('여름 쿠폰');
    await loseNextAnswer(page);
    await save.click();
    await page.getByText('화면을 새로 고쳐 저장된 값을 확인하세요').waitFor();
    expect((await panelClient.row('coupons', id)).params['name']).toBe('여름 쿠폰');
    expect(await name.inputValue()).toBe('여름 쿠폰');
    await page.reload();
    expect(await name.inputValue()).toBe('여름 쿠폰');
  });
});
