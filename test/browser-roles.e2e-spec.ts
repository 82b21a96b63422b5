import { LEAST_ROLE } from '../src/admin/permissions.js';
import { ko } from '../src/admin/locale/ko.js';
import { koScreens } from '../src/admin/locale/ko-screens.js';
import { anIssuedCoupon } from './builders/issued-coupon.js';
import { describeInBrowser } from './support/browser.js';
import { operator, withRole } from './support/panel-client.js';
import { startServer, type RunningServer } from './support/server.js';
import { loggedInPage } from './watched-page.js';

const { adjustStock, createCoupon, importWorks, pause, resume } = koScreens.Dashboard;
const NAMES = ko.actions as Record<string, string>;

/** The texts of all buttons and links that need the role of operator or owner. */
const ACTS = new Set([
  ...Object.values(LEAST_ROLE)
    .flatMap((actions) => Object.entries(actions))
    .filter(([, least]) => least !== 'support')
    .map(([action]) => NAMES[action]!),
  ...[adjustStock, createCoupon, importWorks, pause, resume],
]);

/** Those that an operator has on the screens of this test. */
const OF_OPERATORS = ['새로 만들기', '수정', '삭제', '숨기기', 'CSV 가져오기', '내보내기', '작품 가져오기', '재고 조정']
  .concat(['일시 중지', '사용 처리', '회수', '조건에 맞는 미사용 쿠폰 회수', '이용 정지'])
  .sort();

describeInBrowser('What the panel shows to a role', () => {
  let server: RunningServer;
  let screens: [path: string, shows: string][];

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    const { id, coupon } = await anIssuedCoupon(server);
    await (await operator(server)).act('works', 1, 'edit', { title: '새 제목' });
    const lists = ['works', 'coupons', 'issued-coupons', 'stock-movements', 'users', 'history'];
    screens = [
      ['/admin/', '.coupon-links'],
      ...lists.map((list): [string, string] => [`/admin/resources/${list}`, '.records tbody tr']),
      [`/admin/resources/coupons/records/${coupon}/show`, '.check-summary'],
      [`/admin/resources/coupons/records/${coupon}/live`, '.live-actions'],
      [`/admin/resources/issued-coupons/records/${id}/show`, '.adminjs_ActionHeader h2'],
    ];
  });

  /** The texts of the acts that are buttons or links on the screens, also in closed menus. */
  async function actsShownTo(role: 'support' | 'operator'): Promise<string[]> {
    const { panel } = await withRole(server, role);
    const { page, complaints } = await loggedInPage(server, panel.client, '/admin/', {});
    const shown = new Set<string>();
    for (const [path, shows] of screens) {
      await page.goto(path);
      await page.locator(shows).first().waitFor({ state: 'attached' });
      const texts = await page.locator('#app :is(a, button, [role="button"])').allTextContents();
      for (const text of texts.map((text) => text.trim())) if (ACTS.has(text)) shown.add(text);
    }
    expect(complaints).toEqual([]);
    return [...shown].sort();
  }

  it('are all acts of operators to an operator', async () => {
    expect(await actsShownTo('operator')).toEqual(expect.arrayContaining(OF_OPERATORS));
  });

  it('are no acts to support', async () => {
    expect(await actsShownTo('support')).toEqual([]);
  });
});
