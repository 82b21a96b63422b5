import type { Page } from 'playwright-core';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { pageSaying } from './event-html.js';
import { describeInBrowser } from './support/browser.js';
import { member, newEmail, PASSWORD, signUp } from './support/members.js';
import { startServer, type RunningServer } from './support/server.js';
import { cardOf, logInByForm, watchedPage, type WatchedPage } from './watched-page.js';

const CODE = /^쿠폰 번호 : [A-Z0-9]{8}$/i;
const WIDTHS = [320, 390, 1280];

describeInBrowser('in a browser', () => {
  let server: RunningServer;
  let watched: WatchedPage | undefined;

  const open = async (...options: Parameters<typeof watchedPage> extends [string, ...infer More] ? More : never) => {
    watched = await watchedPage(server.baseUrl, ...options);
    return watched.page;
  };

  const openAsMember = async (...options: Parameters<typeof open>): Promise<{ page: Page; email: string }> => {
    const [page, email] = [await open(...options), newEmail()];
    await signUp(server.client(), email);
    await page.goto('/login-page/');
    await logInByForm(page, email, PASSWORD);
    await page.waitForURL('/event/');
    return { page, email };
  };

  const setStock = (count: number): Promise<void> =>
    server.database.execute('UPDATE coupon SET "count" = $1 WHERE id = 1', [count]);

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    await aCoupon(server.database, { name: '가을밤 쿠폰' });
    for (const title of ['메밀꽃 필 무렵', '운수 좋은 날', '봄봄', '<i>날개</i>']) await aWork(server.database, title);
  });

  beforeEach(async () => {
    await setStock(50);
    await pageSaying('남은 쿠폰 수 : 50<', server.client());
  });

  afterEach(async () => {
    expect(watched?.complaints ?? []).toEqual([]);
    await watched?.page.context().close();
    watched = undefined;
  });

  it.each([true, false])(
    'a visitor signs up, logs in, takes a coupon and logs out (scripting: %s)',
    async (scripting) => {
      const page = await open({ javaScriptEnabled: scripting });
      const email = newEmail();
      await page.goto('/event/');
      await cardOf(page, '봄봄').getByRole('button', { name: '쿠폰 받기' }).click();
      await page.getByRole('heading', { name: '로그인' }).waitFor();
      await page.getByRole('main').getByRole('link', { name: '회원가입' }).click();
      await page.getByLabel('이메일', { exact: true }).fill(email);
      await page.getByLabel('비밀번호', { exact: true }).fill(PASSWORD);
      await page.getByLabel('비밀번호 확인').fill(PASSWORD);
      await page.getByRole('button', { name: '가입하기' }).click();
      await page.getByText('가입을 마쳤어요. 이제 로그인해 주세요.').waitFor();
      await logInByForm(page, email, PASSWORD);
      await page.waitForURL('/event/#work-3');
      await cardOf(page, '봄봄').getByRole('button', { name: '쿠폰 받기' }).click();
      const code = await cardOf(page, '봄봄').getByText(CODE).textContent();
      await page.reload();
      expect(await cardOf(page, '봄봄').getByText(CODE).textContent()).toBe(code);
      await page.getByText('남은 쿠폰 수 : 49').waitFor();
      await page.getByRole('button', { name: '로그아웃' }).click();
      await page.getByRole('link', { name: '로그인' }).waitFor();
      expect(await page.getByText(CODE).count()).toBe(0);
    },
  );

  it('answers a press in place and copies the code', async () => {
    const { page } = await openAsMember({ permissions: ['clipboard-read', 'clipboard-write'] });
    await cardOf(page, '<i>날개</i>').getByRole('button', { name: '쿠폰 받기' }).click();
    const text = await cardOf(page, '<i>날개</i>').getByText(CODE).textContent();
    await page.getByText('남은 쿠폰 수 : 49').waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: `<i>날개</i>, ${text}` })
      .waitFor();
    await page.getByRole('button', { name: '쿠폰 번호 복사' }).click();
    await page.getByText('복사됨').waitFor();
    expect(`쿠폰 번호 : ${await page.evaluate(() => navigator.clipboard.readText())}`).toBe(text);
  });

  it.each([true, false])('returns the same code to a page that is out of date (scripting: %s)', async (scripting) => {
    const { page } = await openAsMember({ javaScriptEnabled: scripting });
    const behind = await page.context().newPage();
    await behind.goto('/event/');
    await cardOf(page, '봄봄').getByRole('button', { name: '쿠폰 받기' }).click();
    const code = await cardOf(page, '봄봄').getByText(CODE).textContent();
    await cardOf(behind, '봄봄').getByRole('button', { name: '쿠폰 받기' }).click();
    await behind.getByText('이미 쿠폰을 받았습니다', { exact: true }).waitFor();
    expect(await cardOf(behind, '봄봄').getByText(CODE).textContent()).toBe(code);
  });

  it.each([true, false])('ends the event when the press comes too late (scripting: %s)', async (scripting) => {
    const { page } = await openAsMember({ javaScriptEnabled: scripting });
    await setStock(0);
    await cardOf(page, '봄봄').getByRole('button', { name: '쿠폰 받기' }).click();
    await page.getByText('이벤트 종료', { exact: true }).first().waitFor();
    const reason = cardOf(page, '봄봄').getByText('쿠폰이 모두 소진되었습니다');
    await reason.waitFor();
    for (const button of await page.getByRole('button', { name: '쿠폰 받기' }).all()) {
      expect(await button.isDisabled()).toBe(true);
    }
    if (scripting) expect(await reason.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('issues a coupon by keyboard alone, and moves the focus to the result', async () => {
    const { page } = await openAsMember();
    await page.goto('/event/');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('본문으로 건너뛰기');
    await page.keyboard.press('Enter');
    while ((await focused(page)) !== '쿠폰 받기') await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText(CODE).waitFor();
    expect(await focused(page)).toContain('복사');
  });

  it('says after a lost answer that pressing again is safe, and so it is', async () => {
    const { page } = await openAsMember();
    const button = cardOf(page, '봄봄').getByRole('button', { name: '쿠폰 받기' });
    await page.route('**/couponuser/', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await button.click();
    await cardOf(page, '봄봄').getByText('다시 눌러 주세요').waitFor();
    watched!.complaints.splice(0); // the broken connection itself
    await page.unroute('**/couponuser/');
    const [issued] = await server.database.rows<{ code: string }>(
      'SELECT code FROM coupon_user ORDER BY id DESC LIMIT 1',
    );
    await button.click();
    await cardOf(page, '봄봄').getByText(`쿠폰 번호 : ${issued!.code}`, { exact: true }).waitFor();
  });

  it('leads to login when the session is over by then', async () => {
    const { page } = await openAsMember();
    await page.context().clearCookies();
    await cardOf(page, '봄봄').getByRole('button', { name: '쿠폰 받기' }).click();
    await page.waitForURL('/login-page/?next=%2Fevent%2F%23work-3');
  });

  it('finds works by title and by initial consonants', async () => {
    const page = await open();
    await page.goto('/event/');
    const titles = page.getByRole('list').getByRole('heading');
    await page.getByLabel('작품 찾기').fill('좋은');
    expect(await titles.allTextContents()).toEqual(['운수 좋은 날']);
    await page.getByLabel('작품 찾기').fill('ㅂㅂ');
    expect(await titles.allTextContents()).toEqual(['봄봄']);
    await page.getByLabel('작품 찾기').fill('없는 제목');
    await page.getByRole('main').getByText('찾는 작품이 없습니다.').first().waitFor();
  });

  it.each(WIDTHS)('fits a screen of %i pixels, with targets that a thumb can hit', async (width) => {
    const client = await member(server);
    await client.post('/couponuser/', { coupon: 1, work: 1 });
    const page = await open({ viewport: { width, height: 800 } });
    const value = client.cookies.get('sessionid')!;
    for (const path of ['/event/', '/login-page/', '/signup-page/', '/no-such-page/', '/password-page/']) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      for (const target of await page.locator('.button:visible, .link:visible, input:visible').all()) {
        expect((await target.boundingBox())!.height).toBeGreaterThanOrEqual(44);
      }
      await page.context().addCookies([{ name: 'sessionid', value, url: server.baseUrl }]);
    }
  });
});

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
