import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describeInBrowser } from './support/browser.js';
import { cellsOf } from './support/csv.js';
import { eventually } from './support/eventually.js';
import { issuedCouponCells } from './support/exported-cells.js';
import { logIn, member, members, PASSWORD } from './support/members.js';
import { rehearse, type Rehearsed } from './support/rehearsal.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';
import { verification } from './support/verification.js';
import { historyShown } from './history-page.js';
import { confirmed, fill, localTime } from './panel-page.js';
import { loggedInPage, type WatchedPage } from './watched-page.js';
import { pressersOf, refusedOf, WITHDRAWN, WORKS, type Presser } from './working-day-crowd.js';
import { expectHistoryOfTheDay } from './working-day-history.js';

const MEMBERS = 300;
const STOCK = 200;
const ADDED = 50;
const SECOND = 'second@example.com';

/** The steps build on each other, in their order. */
describeInBrowser('A working day at the panel, from an empty database', () => {
  let server: RunningServer;
  let first: WatchedPage;
  let second: WatchedPage;
  let refused: Presser[];
  let asked: { id: number; email: string };
  let sha256: string;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    first = await atDesk(ADMIN.email, ADMIN.password);
  });

  async function atDesk(email: string, password: string): Promise<WatchedPage> {
    const client = server.client();
    await logIn(client, email, password);
    return loggedInPage(server, client, '/admin/', { viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  }

  it('the operator imports 100 works', async () => {
    const { page } = first;
    await page.getByRole('link', { name: '작품 가져오기' }).click();
    const titles = Array.from({ length: WORKS }, (_, place) => `작품 ${place + 1}`);
    const buffer = Buffer.from(`title\n${titles.join('\n')}\n`);
    await page.getByLabel('CSV 파일').setInputFiles({ name: 'works.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: `작품 ${WORKS}개 추가` }).click();
    await page.getByRole('button', { name: `작품 ${WORKS}개 추가` }).waitFor({ state: 'detached' });
  });

  it('creates an event for tomorrow, and its page says what to check', async () => {
    const { page } = first;
    await page.goto('/admin/resources/coupons/actions/new');
    await fill(page, { name: '주말 정주행', discount_amount: '3000', discount_rate: '0', count: String(STOCK) });
    await page.getByLabel('시작 시각').fill(localTime(Date.now() + 86_400_000));
    await page.getByLabel('종료 시각').fill(localTime(Date.now() + 2 * 86_400_000));
    await page.getByRole('button', { name: '저장' }).click();
    await page.goto('/admin/resources/coupons/records/1/show');
    await page.locator('.check', { hasText: `작품 ${WORKS}개에서` }).waitFor();
    expect(await page.locator('.check-red').allTextContents()).toEqual([expect.stringContaining('ALLOWED_HOSTS')]);
  });

  it('rehearses it on a copy', async () => {
    const args = ['--coupon', '1', '--members', '300', '--presses', '900', '--connections', '32', '--json'];
    const { output } = await rehearse(server.database.url, args);
    const result = JSON.parse(output.slice(output.indexOf('{'))) as Rehearsed;
    expect(result).toMatchObject({ issued: STOCK, stockAfter: 0, unanswered: 0, ledger: { agrees: true } });
    expect(await server.database.rows('SELECT * FROM coupon_user')).toEqual([]);
  });

  it('makes a colleague an operator, who opens the form of the coupon', async () => {
    await member(server, SECOND);
    const { page } = first;
    await page.goto(`/admin/resources/users?filters.email=${SECOND}`);
    await page.getByRole('link', { name: SECOND }).click();
    await confirmed(page, '운영자 지정');
    await page.getByText('운영자', { exact: true }).first().waitFor();
    second = await atDesk(SECOND, PASSWORD);
    await second.page.goto('/admin/resources/coupons/records/1/edit');
    await second.page.locator('input[name="name"]').waitFor();
  });

  it('opens the event', async () => {
    const { page } = first;
    await page.goto('/admin/resources/coupons/records/1/edit');
    await page.getByLabel('시작 시각').fill('');
    await page.getByRole('button', { name: '저장' }).click();
    await page.waitForURL('**/resources/coupons');
    await page.getByText('진행 중').waitFor();
  });

  it('300 members press while the colleague renames the coupon from the old form, and 50 units are added', async () => {
    const { early, others } = pressersOf(await members(server, MEMBERS));
    // Before the others, so that each of them gets a coupon.
    expect(await refusedOf(early)).toEqual([]);
    const { page } = first;
    await page.goto('/admin/resources/coupons/records/1/adjustStock');
    const late = refusedOf(others);
    await fill(second.page, { name: '주말 정주행 쿠폰' });
    await second.page.getByRole('button', { name: '저장' }).click();
    await fill(page, { reason: '추가 예산' });
    await page.locator('input[name="delta"]').fill(String(ADDED));
    await page.getByRole('button', { name: '조정하기' }).click();
    await page.getByText('재고를 조정했습니다').first().waitFor();
    await second.page.waitForURL('**/resources/coupons');
    refused = await refusedOf(await late);
    expect(refused).toHaveLength(MEMBERS - STOCK - ADDED);
    expect(await server.database.rows('SELECT name, count, starts_at FROM coupon')).toEqual([
      { name: '주말 정주행 쿠폰', count: 0, starts_at: null },
    ]);
  });

  it('pauses the event from the dashboard', async () => {
    const { page } = first;
    await page.goto('/admin/');
    await confirmed(page, '일시 중지');
    await page.getByRole('button', { name: '재개' }).first().waitFor();
    const pressed = await refused[0]!.client.post('/couponuser/', { coupon: 1, work: 1 });
    expect(pressed.json()).toMatchObject({ code: 'PAUSED' });
  });

  it('finds out why a member got nothing', async () => {
    const { page } = first;
    await page.goto('/admin/');
    // The service writes rejected presses every second.
    const withoutCoupon = () =>
      server.database.rows<typeof asked>(
        `SELECT id, email FROM "user" WHERE id IN (SELECT user_id FROM rejected_press WHERE last_reason = 'SOLD_OUT')
         AND id NOT IN (SELECT user_id FROM coupon_user)`,
      );
    asked = (await eventually(withoutCoupon, ({ length }) => length > 0))[0]!;
    await page.locator('#case-query').fill(asked.email);
    await page.getByRole('button', { name: '찾기' }).click();
    await page.getByRole('heading', { name: asked.email }).waitFor();
    await page
      .locator('.case-event', { hasText: '주말 정주행 쿠폰' })
      .getByText('재고가 없었습니다.')
      .first()
      .waitFor();
    await page
      .getByText(/^재고 소진 \(지금까지\): .*\d\d:\d\d:\d\d\.\d{3}/)
      .first()
      .waitFor();
  });

  it('exports exactly the issued coupons', async () => {
    const { page } = first;
    await page.goto('/admin/resources/issued-coupons');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('a', { hasText: /^내보내기$/ }).click(),
    ]);
    const file = readFileSync(await download.path());
    const { rows } = cellsOf(file.toString());
    expect(rows).toHaveLength(STOCK + ADDED);
    expect(rows).toEqual(await issuedCouponCells(server.database));
    sha256 = createHash('sha256').update(file).digest('hex');
    // The service records an export after it has sent the file.
    const recorded = () => countOf(server.database, 'audit_entry', `action = 'export'`);
    expect(await eventually(recorded, (count) => count === 1)).toBe(1);
  });

  it('revokes the ten coupons of a work, and ten units return', async () => {
    const { page } = first;
    await page.goto(`/admin/resources/issued-coupons?page=1&filters.work=${WITHDRAWN}`);
    await page.getByText('조건에 맞는 미사용 쿠폰 회수').click();
    await page.getByLabel('재고로 돌려 다른 회원이 받을 수 있게 합니다').check();
    await page.getByLabel('사유').fill('작품 공개 취소');
    await page.getByRole('button', { name: '회수 시작' }).click();
    await page.getByText('10장을 회수했고, 재고가 10개 늘었으며, 0장은 그대로 두었습니다.').waitFor();
    const revoked = await server.database.rows('SELECT work_id FROM coupon_user WHERE revoked_at IS NOT NULL');
    expect(revoked).toEqual(Array.from({ length: 10 }, () => ({ work_id: WITHDRAWN })));
    expect(await server.database.rows('SELECT count FROM coupon')).toEqual([{ count: 10 }]);
    const returned = `SELECT SUM(delta) AS units FROM stock_movement WHERE kind = 'returned'`;
    expect(await server.database.rows(returned)).toEqual([{ units: 10 }]);
  });

  it('sees all of it in the history, and verify finds nothing', async () => {
    const shown = await historyShown(first.page);
    expectHistoryOfTheDay(shown, { second: SECOND, added: ADDED, asked: asked.id, sha256 });
    expect(shown).toHaveLength(await countOf(server.database, 'audit_entry'));
    expect((await verification(server.database)).found).toEqual([]);
    expect([...first.complaints, ...second.complaints]).toEqual([]);
  });
});
