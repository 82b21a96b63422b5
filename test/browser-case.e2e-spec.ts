import type { Page } from 'playwright-core';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { describeInBrowser } from './support/browser.js';
import { logIn } from './support/members.js';
import { presser, refusalOf, rejectedTimes, type Presser } from './support/rejected-presses.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { loggedInPage, type WatchedPage } from './watched-page.js';

const HOSTILE = '<img src=x onerror=alert(1)> \u202Eevil\u202C 🌸';
const LONG = 'ㅎ'.repeat(100);

const TEXTS = {
  ko: {
    title: '회원 문의',
    search: '찾기',
    reason: '재고가 없었습니다.',
    since: '재고 소진 (지금까지):',
    paused: '이벤트가 일시 중지되어 있었습니다.',
    nothing: '그런 이메일이나 쿠폰 번호가 없습니다.',
    choose: '회원 선택',
    open: '회원 문의 화면에서 보기',
    usable: '사용 가능',
  },
  en: {
    title: 'Member case',
    search: 'Find',
    reason: 'The coupon was sold out.',
    since: 'Sold out since',
    paused: 'The event was paused.',
    nothing: 'There is no such email or coupon code.',
    choose: 'Choose a member',
    open: 'Open the member case',
    usable: 'Usable',
  },
} as const;

type Language = keyof typeof TEXTS;

describeInBrowser('The member case, in a browser,', () => {
  let server: RunningServer;
  let member: Presser;
  let issued: { id: number; code: string };

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    const { database } = server;
    member = await presser(server, 'one-member@example.com');
    const lucky = await presser(server, 'one-more-member@example.com');
    const [hostile, long] = [await aWork(database, HOSTILE), await aWork(database, LONG)];
    const soldOut = await aCoupon(database, { count: 1, name: HOSTILE, time_zone: 'America/New_York' });
    await lucky.client.post('/couponuser/', { coupon: soldOut, work: hostile });
    await refusalOf(member, { coupon: soldOut, work: hostile });
    const paused = { coupon: await aCoupon(database, { paused: true, name: LONG }), work: long };
    await refusalOf(member, paused);
    await rejectedTimes(database, member.id, paused, 1);
    const held = { coupon: await aCoupon(database, { name: '겨울' }), work: hostile };
    issued = (await member.client.post('/couponuser/', held)).json();
  });

  async function panelPage(path: string, language: Language, width: number): Promise<WatchedPage> {
    const client = server.client();
    await logIn(client, ADMIN.email, ADMIN.password);
    return loggedInPage(server, client, path, { language, viewport: { width, height: 900 } });
  }

  const search = async (page: Page, language: Language, typed: string): Promise<void> => {
    await page.locator('#case-query').fill(typed);
    await page.getByRole('button', { name: TEXTS[language].search, exact: true }).click();
  };

  it.each([
    ['ko', 390],
    ['ko', 1280],
    ['en', 390],
    ['en', 1280],
  ] as const)('says why a member got nothing, with names as text, in %s at %i px', async (language, width) => {
    const says = TEXTS[language];
    const { page, complaints } = await panelPage('/admin/', language, width);
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await search(page, language, member.email);
    await page.getByRole('heading', { name: member.email }).waitFor();
    const event = page.locator('.case-event').filter({ hasText: HOSTILE });
    await event.getByText(says.reason, { exact: true }).waitFor();
    expect(await event.locator('.case-sold-out').textContent()).toMatch(
      new RegExp(
        `^${says.since.replace(/[()]/g, '\\$&')} \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} .*America/New_York`,
      ),
    );
    await page.locator('.case-event').filter({ hasText: LONG }).getByText(says.paused, { exact: true }).waitFor();
    await page
      .locator('.case-coupon')
      .filter({ hasText: issued.code })
      .getByText(says.usable, { exact: true })
      .waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(complaints).toEqual([]);
    expect([page.url(), ...addresses].filter((address) => /one-member|%40|@/.test(address))).toEqual([]);
  });

  it.each(['ko', 'en'] as const)(
    'lets the operator choose among several members, and says when there is none (%s)',
    async (language) => {
      const says = TEXTS[language];
      const { page, complaints } = await panelPage('/admin/', language, 1280);
      await page.getByRole('link', { name: says.title, exact: true }).first().click();
      await page.waitForURL('/admin/pages/case');
      await search(page, language, 'nobody');
      await page.getByText(says.nothing, { exact: true }).waitFor();
      await search(page, language, 'one-');
      await page.getByRole('heading', { name: says.choose }).waitFor();
      await page.getByRole('button', { name: member.email }).click();
      await page.getByRole('heading', { name: member.email }).waitFor();
      expect(complaints).toEqual([]);
    },
  );

  it.each(['ko', 'en'] as const)(
    'is linked from the pages of a member and of an issued coupon (%s)',
    async (language) => {
      for (const record of [`users/records/${member.id}`, `issued-coupons/records/${issued.id}`]) {
        const { page, complaints } = await panelPage(`/admin/resources/${record}/show`, language, 390);
        await page.getByRole('link', { name: TEXTS[language].open }).click();
        await page.getByRole('heading', { name: member.email }).waitFor();
        expect(page.url()).toMatch(/\/admin\/pages\/case\?(member|issued)=\d+$/);
        expect(complaints).toEqual([]);
      }
    },
  );
});
