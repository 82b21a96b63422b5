import type { Page } from 'playwright-core';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { describeInBrowser } from './support/browser.js';
import { logIn, member } from './support/members.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { loggedInPage } from './watched-page.js';

describeInBrowser('The panel in a browser', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    const [coupon, work] = [await aCoupon(server.database), await aWork(server.database, '동백꽃')];
    await (await member(server)).post('/couponuser/', { coupon, work });
  });

  async function atDesk(
    path: string,
    size?: { width: number; height: number },
  ): Promise<{ page: Page; complaints: string[] }> {
    const client = server.client();
    await logIn(client, ADMIN.email, ADMIN.password);
    return loggedInPage(server, client, path, { viewport: size ?? { width: 1280, height: 900 } });
  }

  async function choose(page: Page, action: string): Promise<void> {
    await page.locator('tbody tr').first().getByTestId('actions-dropdown').click();
    await page.locator('tbody tr').first().getByText(action, { exact: true }).click();
  }

  it('revokes an issued coupon only with a reason, and shows the row and its history then', async () => {
    const { page, complaints } = await atDesk('/admin/resources/issued-coupons');
    await choose(page, '회수');
    await page.getByText('이 쿠폰을 회수합니다.').waitFor();
    await page.getByRole('link', { name: '돌아가기' }).click();
    await page.getByText('아직 변경 이력이 없습니다.').waitFor();
    await page.goto('/admin/resources/issued-coupons');
    await choose(page, '회수');
    expect(await page.getByRole('button', { name: '회수' }).isDisabled()).toBe(true);
    await page.getByLabel('사유').fill('중복 신청');
    await page.keyboard.press('Enter');
    await page.getByText('회수했습니다.').waitFor();
    await page.getByText('회수됨').first().waitFor();
    const line = page.getByRole('row').filter({ hasText: '중복 신청' });
    for (const text of ['회수', ADMIN.email]) await line.getByText(text, { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('says why a work cannot be deleted, and keeps it', async () => {
    const { page } = await atDesk('/admin/resources/works');
    await choose(page, '삭제');
    await page.getByRole('button', { name: '확인' }).click();
    await page.getByText('발급된 쿠폰이 1장 있어 삭제할 수 없습니다.').waitFor();
    await page.locator('tbody').getByText('동백꽃').waitFor();
  });

  it('shows what is wrong beside the field, and keeps what was typed', async () => {
    const { page, complaints } = await atDesk('/admin/resources/works/actions/new');
    await page.locator('input[name="title"]').fill('동백꽃');
    await page.getByRole('button', { name: '저장' }).click();
    await page.getByText('work의 title은/는 이미 존재합니다.').waitFor();
    expect(await page.locator('input[name="title"]').inputValue()).toBe('동백꽃');
    expect(page.url()).toContain('/actions/new');
    expect(complaints).toEqual([]);
  });

  it('switches to English, server messages included, once the operator chooses it', async () => {
    const { page, complaints } = await atDesk('/admin/');
    await page.getByRole('button', { name: '한국어' }).click();
    await page.getByText('English', { exact: true }).click();
    await page.getByRole('heading', { name: 'Toodat admin' }).waitFor();
    await page.goto('/admin/resources/works?sortBy=nothing');
    await page.getByText('This list cannot be sorted that way: nothing').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(complaints).toEqual([]);
  });

  it('leads to the login page when the session has ended, and logs out by its button', async () => {
    const { page } = await atDesk('/admin/');
    await page.getByRole('heading', { name: '투닷 관리' }).waitFor();
    await page.context().clearCookies({ name: 'sessionid' });
    await page.getByRole('link', { name: '쿠폰', exact: true }).click();
    await page.waitForURL('/login-page/?next=%2Fadmin%2Fresources%2Fcoupons');

    const again = await atDesk('/admin/');
    await again.page.getByRole('button', { name: '로그아웃' }).click();
    await again.page.waitForURL('/event/');
    expect((await again.page.request.get('/admin/api/dashboard')).status()).toBe(403);
  });

  it('fits a phone', async () => {
    const { page, complaints } = await atDesk('/admin/', { width: 390, height: 844 });
    await page.getByRole('link', { name: '재고 조정' }).click();
    await page.getByRole('button', { name: '+1', exact: true }).click();
    await page.locator('input[name="reason"]').fill('추가 예산');
    await page.getByRole('button', { name: '조정하기' }).click();
    await page.getByText('재고를 조정했습니다.').waitFor();
    await page.getByRole('button', { name: '로그아웃' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(complaints).toEqual([]);
  });
});
