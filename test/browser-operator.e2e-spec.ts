import { describeInBrowser } from './support/browser.js';
import { member } from './support/members.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { logInByForm, watchedPage } from './watched-page.js';

const CSV = 'title\n메밀꽃 필 무렵\n운수 좋은 날\n봄봄\n봄봄\n';

describeInBrowser('an operator in a browser', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
  });

  it('logs in, imports works, creates a coupon, adds stock and finds an issued code', async () => {
    const { page, complaints } = await watchedPage(server.baseUrl, { viewport: { width: 1280, height: 900 } });
    await page.goto('/admin/');
    await page.waitForURL('/login-page/?next=%2Fadmin%2F');
    await logInByForm(page, ADMIN.email, ADMIN.password);

    await page.getByRole('link', { name: '작품 가져오기' }).click();
    const file = { name: 'works.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) };
    await page.getByLabel('CSV 파일').setInputFiles(file);
    await page.getByRole('button', { name: '작품 3개 추가' }).click();
    await page.getByRole('button', { name: '작품 3개 추가' }).waitFor({ state: 'detached' });
    expect((await server.client().get('/work/')).json<unknown[]>()).toHaveLength(3);

    await page.goto('/admin/resources/coupons/actions/new');
    for (const [field, value] of Object.entries({
      name: '겨울 쿠폰',
      discount_amount: '2000',
      discount_rate: '0',
      count: '1',
    })) {
      await page.locator(`input[name="${field}"]`).fill(value);
    }
    await page.getByRole('button', { name: '저장' }).click();
    await page.getByText('겨울 쿠폰').first().waitFor();

    await page.goto('/admin/resources/coupons/records/1/adjustStock');
    await page.getByRole('button', { name: '+10', exact: true }).click();
    await page.locator('input[name="reason"]').fill('추가 예산');
    await page.getByRole('button', { name: '조정하기' }).click();
    await page.locator('strong', { hasText: /^11$/ }).waitFor();
    await page.goto('/event/');
    await page.getByText('남은 쿠폰 수 : 11').waitFor();

    const clients = [await member(server), await member(server)];
    const issued = await Promise.all(clients.map((client) => client.post('/couponuser/', { coupon: 1, work: 2 })));
    const [wanted, other] = issued.map((answer) => answer.json<{ code: string }>().code);
    await page.goto('/admin/resources/issued-coupons');
    await page.getByText(other!).waitFor();
    // AdminJS draws this button as a link without an address.
    await page.locator('a', { hasText: /^필터$/ }).click();
    await page.locator('input[name="filter-code"]').fill(wanted!);
    await page.getByRole('button', { name: '적용' }).click();
    await page.getByText(other!).waitFor({ state: 'detached' });
    await page.getByText(wanted!).first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('gets no access to the panel without the rights', async () => {
    const client = await member(server);
    const { page, complaints } = await watchedPage(server.baseUrl);
    const value = client.cookies.get('sessionid')!;
    await page.context().addCookies([{ name: 'sessionid', value, url: server.baseUrl }]);
    expect((await page.goto('/admin/'))!.status()).toBe(403);
    await page.getByRole('heading', { name: '접근할 수 없습니다' }).waitFor();
    expect(complaints).toEqual([]);
  });
});
