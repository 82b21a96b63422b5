import { aCoupon } from './builders/coupons.js';
import { aSoldCoupon } from './builders/sold-coupon.js';
import { aWork } from './builders/works.js';
import { tabTo } from './panel-page.js';
import { describeInBrowser } from './support/browser.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { presser } from './support/rejected-presses.js';
import { keptOf } from './support/revoking.js';
import { startServer, type RunningServer } from './support/server.js';
import { loggedInPage, type WatchedPage } from './watched-page.js';

describeInBrowser('With the keyboard alone', () => {
  let server: RunningServer;
  let panel: PanelClient;
  let coupon: number;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    panel = await operator(server);
    coupon = await aCoupon(server.database);
  });

  const open = (path: string): Promise<WatchedPage> =>
    loggedInPage(server, panel.client, path, { viewport: { width: 1280, height: 900 } });

  it('an operator opens filters, menus and rows', async () => {
    const { page, complaints } = await open('/admin/resources/coupons');
    await page.locator('.row-title').first().waitFor();
    await tabTo(page, '필터');
    await page.keyboard.press('Enter');
    await page.locator('input[name="filter-name"]').press('Enter');
    // Applying the filter closes it, because it lies over the buttons of the list.
    await page.locator('input[name="filter-name"]').waitFor({ state: 'detached' });
    await tabTo(page, '재고 조정');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/records/${coupon}/adjustStock`);
    await tabTo(page, 'English');
    await page.keyboard.press('Enter');
    await page.getByText('Adjust stock').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('an operator finds a member’s case from the dashboard, and opens what the member holds', async () => {
    const { client, email } = await presser(server, 'keyboard-one@example.com');
    await presser(server, 'keyboard-two@example.com');
    const answer = await client.post('/couponuser/', { coupon, work: await aWork(server.database) });
    const { id, code } = answer.json<{ id: number; code: string }>();
    const { page, complaints } = await open('/admin/');
    await page.locator('#case-query').waitFor();
    await tabTo(page, '회원의 이메일 또는 쿠폰 번호');
    await page.keyboard.type('keyboard-');
    await tabTo(page, '찾기');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '회원 선택' }).waitFor();
    await tabTo(page, email);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: email }).waitFor();
    await tabTo(page, code);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/issued-coupons/records/${id}/show`);
    expect(complaints).toEqual([]);
  });

  it('an operator revokes the unused coupons of a filter', async () => {
    const sold = await aSoldCoupon(server.database, { issued: 20 });
    const { page, complaints } = await open(`/admin/resources/issued-coupons?filters.coupon=${sold.coupon}`);
    await page.locator('.row-title').first().waitFor();
    await tabTo(page, '조건에 맞는 미사용 쿠폰 회수');
    await page.keyboard.press('Enter');
    await page.locator('.figure.revocable').getByText('20', { exact: true }).waitFor();
    await tabTo(page, '재고로 돌려 다른 회원이 받을 수 있게 합니다');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByLabel('재고로 돌리지 않습니다.').isChecked()).toBe(true);
    await page.keyboard.press('ArrowUp');
    await tabTo(page, '사유');
    await page.keyboard.type('행사 취소');
    await tabTo(page, '회수 시작');
    await page.keyboard.press('Enter');
    await page.getByText('20장을 회수했고, 재고가 20개 늘었으며, 0장은 그대로 두었습니다.').waitFor();
    expect((await keptOf(server.database, sold.coupon)).every(({ isRevoked }) => isRevoked)).toBe(true);
    expect(complaints).toEqual([]);
  });
});
