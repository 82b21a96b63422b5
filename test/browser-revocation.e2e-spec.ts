import type { Page } from 'playwright-core';
import { aSoldCoupon } from './builders/sold-coupon.js';
import { describeInBrowser } from './support/browser.js';
import { logIn } from './support/members.js';
import { keptOf } from './support/revoking.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { loggedInPage, type WatchedPage } from './watched-page.js';

const HOSTILE = '<img src=x onerror=alert(1)> שלום 🎟️';

describeInBrowser('The page that revokes coupons by filter', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
  });

  async function atList(coupon: number, width = 1280): Promise<WatchedPage> {
    const client = server.client();
    await logIn(client, ADMIN.email, ADMIN.password);
    const path = `/admin/resources/issued-coupons?page=1&filters.coupon=${coupon}`;
    const watched = await loggedInPage(server, client, path, { viewport: { width, height: 900 } });
    await watched.page.locator('tbody tr').first().waitFor();
    return watched;
  }

  const figure = (page: Page, name: string) => page.locator(`.figure.${name} strong`);

  it('shows the filter and what would be revoked, then the progress and the result', async () => {
    const { coupon } = await aSoldCoupon(server.database, { issued: 600, left: 1, name: HOSTILE });
    const { page, complaints } = await atList(coupon);
    await page.getByText('조건에 맞는 미사용 쿠폰 회수').click();
    await page.getByText(`${HOSTILE} (${coupon})`).waitFor();
    expect(page.url()).toContain(`filters.coupon=${coupon}`);
    expect(await figure(page, 'revocable').textContent()).toBe('600');
    expect(await page.locator('.sample tbody tr').count()).toBe(10);
    const start = page.getByRole('button', { name: '회수 시작' });
    expect(await start.isDisabled()).toBe(true);
    await page.getByLabel('재고로 돌려 다른 회원이 받을 수 있게 합니다').check();
    await page.getByLabel('사유').fill('행사 취소');
    await start.click();
    await page.getByText('일괄 회수가 끝났습니다.').waitFor();
    await page.getByText('600장을 회수했고, 재고가 600개 늘었으며, 0장은 그대로 두었습니다.').waitFor();
    expect(await page.getByRole('progressbar').getAttribute('value')).toBe('1');
    await page.getByRole('link', { name: '변경 이력 보기' }).click();
    await page.locator('tbody tr').filter({ hasText: '일괄 회수 종료' }).waitFor();
    expect(complaints).toEqual([]);
    expect((await keptOf(server.database, coupon)).every(({ isRevoked }) => isRevoked)).toBe(true);
  });

  it('can be stopped, on a phone, in English', async () => {
    const { coupon } = await aSoldCoupon(server.database, { issued: 8_000 });
    const { page, complaints } = await atList(coupon, 390);
    await page.context().addCookies([{ name: 'admin_language', value: 'en', domain: '127.0.0.1', path: '/admin' }]);
    await page.reload();
    await page.getByText('Revoke matching unused coupons').click();
    await page.getByLabel('Do not return the units.').check();
    await page.getByLabel('Reason').fill('Cancelled');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: 'Start revoking' }).click();
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('The bulk revocation was stopped.').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(complaints).toEqual([]);
  });

  it('asks for the number of coupons when there is no filter, and says what is wrong with it', async () => {
    const client = server.client();
    await logIn(client, ADMIN.email, ADMIN.password);
    const { page } = await loggedInPage(server, client, '/admin/resources/issued-coupons/actions/revokeUnused', {});
    await page.getByText('조건이 없습니다.').waitFor();
    await page.getByLabel('재고로 돌리지 않습니다').check();
    await page.getByLabel('사유').fill('모두 회수');
    await page.getByLabel('확인을 위해 회수할 쿠폰 수').fill('1');
    await page.getByRole('button', { name: '회수 시작' }).click();
    await page.getByText('회수할 쿠폰 수를 정확히 입력해야 합니다.').waitFor();
  });

  it('offers to restore a revoked coupon', async () => {
    const { coupon } = await aSoldCoupon(server.database, { issued: 1 });
    const { page, complaints } = await atList(coupon);
    const choose = async (action: string): Promise<void> => {
      await page.locator('tbody tr').first().getByTestId('actions-dropdown').click();
      await page.locator('tbody tr').first().getByText(action, { exact: true }).click();
    };
    await choose('회수');
    await page.getByLabel('사유').fill('실수');
    // The page of one row does not offer what would revoke others.
    expect(await page.getByText('조건에 맞는 미사용 쿠폰 회수').count()).toBe(0);
    await page.getByRole('button', { name: '회수' }).click();
    await page.getByText('회수했습니다.').waitFor();
    await page.goto(`/admin/resources/issued-coupons?page=1&filters.coupon=${coupon}`);
    await choose('회수 취소');
    await page.getByText('이 쿠폰의 회수를 취소합니다.').waitFor();
    await page.getByLabel('사유').fill('실수를 되돌림');
    await page.getByRole('button', { name: '회수 취소' }).click();
    await page.getByText('회수를 취소했습니다.').waitFor();
    expect(complaints).toEqual([]);
  });
});
