import type { Dialog, Page } from 'playwright-core';
import { aCoupon } from './builders/coupons.js';
import { describeInBrowser } from './support/browser.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { startServer, type RunningServer } from './support/server.js';
import { loggedInPage } from './watched-page.js';

describeInBrowser('A coupon at the panel in a browser', () => {
  let server: RunningServer;
  let panelClient: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    panelClient = await operator(server);
  });

  async function atDesk(path: string): Promise<{ page: Page; complaints: string[] }> {
    return loggedInPage(server, panelClient.client, path, { viewport: { width: 1280, height: 900 } });
  }

  it('leaves the event page only after a question that says what visitors will see', async () => {
    await aCoupon(server.database, { name: '봄 쿠폰' });
    await aCoupon(server.database, { name: '여름 쿠폰' });
    const { page, complaints } = await atDesk('/admin/resources/coupons');
    const remove = async (answer: (dialog: Dialog) => Promise<void>): Promise<string> => {
      const row = page.locator('tbody tr', { hasText: '봄 쿠폰' });
      await row.getByTestId('actions-dropdown').click();
      await row.getByText('삭제', { exact: true }).click();
      const asked = page.waitForEvent('dialog');
      // The click ends only once the question is answered, where that comes quickly.
      const clicked = page.getByRole('button', { name: '확인' }).click();
      const dialog = await asked;
      await answer(dialog);
      await clicked;
      return dialog.message();
    };
    const question = /^지금 이벤트 페이지에 표시 중인 쿠폰입니다: 봄 쿠폰\. .*여름 쿠폰/;
    expect(await remove((dialog) => dialog.dismiss())).toMatch(question);
    await page.locator('tbody tr', { hasText: '봄 쿠폰' }).waitFor();
    expect(await panelClient.rows('coupons')).toHaveLength(2);
    expect(await remove((dialog) => dialog.accept())).toMatch(question);
    await page.locator('tbody tr', { hasText: '봄 쿠폰' }).waitFor({ state: 'detached' });
    expect((await panelClient.rows('coupons')).map(({ title }) => title)).toEqual(['여름 쿠폰']);
    expect(complaints).toEqual([]);
  });

  it('that was deleted elsewhere is said to be gone by the stock form, which keeps no number of it', async () => {
    const id = await aCoupon(server.database, { name: '가을 쿠폰' });
    const { page, complaints } = await atDesk(`/admin/resources/coupons/records/${id}/adjustStock`);
    await page.getByRole('button', { name: '+10', exact: true }).click();
    expect((await panelClient.act('coupons', id, 'delete')).status).toBe(200);
    await page.locator('input[name="reason"]').fill('추가 예산');
    await page.getByRole('button', { name: '조정하기' }).click();
    await page.getByText('그사이 삭제된 쿠폰입니다. 더 이상 재고를 조정할 수 없습니다.').waitFor();
    expect(await page.locator('body').innerText()).not.toContain('NaN');
    expect(await page.locator('a[href*="undefined"]').count()).toBe(0);
    await page.getByRole('link', { name: '쿠폰 목록 보기' }).click();
    await page.waitForURL('/admin/resources/coupons');
    expect(complaints).toEqual([]);
  });
});
