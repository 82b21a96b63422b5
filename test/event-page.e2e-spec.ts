import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { buttons, pageSaying, reason } from './event-html.js';
import type { Answer } from './support/answer.js';
import type { Client } from './support/client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';

onEachDatabase('the event page', (kind) => {
  let server: RunningServer;
  let work: number;

  const show = async (client = server.client()): Promise<string> => (await client.get('/event/')).text;

  const press = (client: Client, workId: number, coupon = 1): Promise<Answer> =>
    client.form('/event/', { coupon: `${coupon}`, work: `${workId}` });

  const setStock = (count: number): Promise<void> =>
    server.database.execute('UPDATE coupon SET "count" = $1 WHERE id = 1', [count]);

  const pageThatSays = (words: string): Promise<string> => pageSaying(words, server.client());

  beforeAll(async () => {
    server = await startServer({ database: kind });
  });

  describe('before anything is there', () => {
    it('says that there is no coupon and no work', async () => {
      const html = await show();
      expect(html).toContain('>쿠폰 정보 없음<');
      expect(html).toContain('>작품이 없습니다.<');
      expect(html).not.toContain('쿠폰 받기');
    });

    it('shows works that cannot be pressed while there is no coupon', async () => {
      work = await aWork(server.database, '<b>봄봄</b> & "동백꽃"');
      const html = await pageThatSays('봄봄');
      expect(html).toContain('쿠폰 정보 없음');
      expect(buttons(html)).toEqual([true]);
    });
  });

  describe('with a coupon', () => {
    beforeAll(async () => {
      await aCoupon(server.database, { name: '가을 쿠폰', discount_amount: 12_000, discount_rate: 5 });
      await aWork(server.database, '날개');
      await pageThatSays('날개');
    });

    beforeEach(async () => {
      await setStock(12);
      await pageThatSays('남은 쿠폰 수 : 12<');
    });

    it('says how many are left and what it is worth, with a button for each work', async () => {
      const html = await show();
      expect(html).toContain('>남은 쿠폰 수 : 12<');
      expect(html).toContain('12,000원 + 5% 할인');
      expect(buttons(html)).toEqual([false, false]);
    });

    it('says that it is over when nothing is left, with grey buttons', async () => {
      await setStock(0);
      const html = await pageThatSays('이벤트 종료');
      expect(html).toContain('>이벤트 종료<');
      expect(html).not.toContain('남은 쿠폰 수');
      expect(buttons(html)).toEqual([true, true]);
    });

    it('writes titles as text', async () => {
      const html = await show();
      expect(html).toContain('&lt;b&gt;봄봄&lt;/b&gt; &amp; &quot;동백꽃&quot;');
      expect(html).not.toContain('<b>');
    });

    it('offers login to visitors and logout to members', async () => {
      expect(await show()).toMatch(/<a [^>]*href="\/login-page\/"[^>]*>로그인<\/a>/);
      const html = await show(await member(server));
      expect(html).toMatch(/<form method="post" action="\/logout-page\/">\s*<button [^>]*>로그아웃<\/button>/);
    });

    it('leads a visitor who presses to login and back', async () => {
      const answer = await press(server.client(), work);
      expect(answer.status).toBe(303);
      expect(answer.header('location')).toBe(`/login-page/?next=%2Fevent%2F%23work-${work}`);
    });

    it('redirects a press to the work, which now shows its code', async () => {
      const client = await member(server);
      const answer = await press(client, work);
      expect([answer.status, answer.header('location')]).toEqual([303, `/event/#work-${work}`]);
      const html = await show(client);
      expect(html).toContain(`>쿠폰 번호 : ${await codeOf(client)}<`);
      expect(html).toContain('남은 쿠폰 수 : 11');
      expect(buttons(html)).toEqual([false]);
    });

    it('answers a second press with the same code, sold out or not', async () => {
      const client = await member(server);
      await press(client, work);
      await setStock(0);
      const answer = await press(client, work);
      expect(answer.status).toBe(400);
      expect(answer.text).toContain(`>쿠폰 번호 : ${await codeOf(client)}<`);
      expect(reason(answer.text, work)).toBe('이미 쿠폰을 받았습니다');
    });

    it('shows sold out at the work and ends the event, though other viewers still see the old stock', async () => {
      const client = await member(server);
      await setStock(0);
      const answer = await press(client, work);
      expect(answer.status).toBe(400);
      expect(reason(answer.text, work)).toBe('쿠폰이 모두 소진되었습니다');
      expect(answer.text).toContain('>이벤트 종료<');
    });

    it('marks a used code, and strikes out a revoked one', async () => {
      const client = await member(server);
      await press(client, work);
      const code = await codeOf(client);
      await server.database.execute('UPDATE coupon_user SET is_used = $1 WHERE code = $2', [true, code]);
      expect(await show(client)).toContain('이미 사용한 쿠폰이에요.');
      await server.database.execute('UPDATE coupon_user SET revoked_at = $1 WHERE code = $2', [new Date(), code]);
      const html = await show(client);
      expect(html).toContain(`<del class="held-code">쿠폰 번호 : ${code}</del>`);
      expect(html).toContain('회수된 쿠폰이라 사용할 수 없어요.');
      expect(reason((await press(client, work)).text, work)).toContain('회수된 쿠폰입니다');
    });

    it('says above the works that a work is gone, and does not show it beside', async () => {
      const gone = await aWork(server.database, '곧 숨길 작품');
      await pageThatSays('곧 숨길 작품');
      await server.database.execute('UPDATE work SET is_hidden = $1 WHERE id = $2', [true, gone]);
      const answer = await press(await member(server), gone);
      expect(answer.text).toMatch(/role="alert">이제 없는 작품이거나 쿠폰입니다/);
      expect(answer.text).not.toContain('곧 숨길 작품');
    });

    it('says above the works that a work is unknown', async () => {
      const answer = await press(await member(server), 999_999);
      expect(answer.status).toBe(400);
      expect(answer.text).toMatch(/role="alert">이제 없는 작품이거나 쿠폰입니다/);
    });

    it.each<Record<string, string>>([
      { coupon: 'x', work: '1' },
      { coupon: '1' },
      { coupon: '1', work: '-1' },
      { coupon: '1', work: '9e99' },
    ])('refuses %j with a page', async (fields) => {
      const client = await member(server);
      const answer = await client.form('/event/', fields, { accept: 'text/html' });
      expect(answer.status).toBe(400);
      expect(answer.header('content-type')).toContain('text/html');
    });

    it.each<Record<string, string>>([
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { referer: 'https://elsewhere.example/event/' },
      {},
    ])('issues nothing for a form posted with %j', async (headers) => {
      const client = await member(server);
      const before = await countOf(server.database, 'coupon_user');
      const answer = await client.request('POST', '/event/', { form: { coupon: '1', work: `${work}` } }, headers);
      expect(answer.status).toBe(403);
      expect(await countOf(server.database, 'coupon_user')).toBe(before);
    });
  });
});

async function codeOf(client: Client): Promise<string> {
  const [held] = (await client.get('/couponuser/')).json<{ code: string }[]>();
  return held!.code;
}
