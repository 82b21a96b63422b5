import type { Answer } from './support/answer.js';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { buttons } from './event-html.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';

const HTML = { accept: 'text/html' };
const HOSTILE = '"><script>alert(1)</script>{{x}}';
const HOURS = {
  starts_at: new Date('2030-07-01T16:00:00Z'),
  ends_at: new Date('2030-07-02T04:00:00Z'),
  time_zone: 'America/New_York',
};

/** What the ticket says: its state, how many milliseconds until the start, and its status. */
const ticket = (html: string): (string | undefined)[] =>
  [/data-state="([^"]*)"/, /data-opens-in-ms="([^"]*)"/, /id="state">([^<]*)</].map((part) => part.exec(html)?.[1]);

const listOfWorks = (html: string): string | undefined => /<ul class="works"[^]*?<\/ul>/.exec(html)?.[0];
const box = (html: string): string | undefined => /<section\s+class="ticket"[^]*?<\/section>/.exec(html)?.[0];

onEachDatabase('The preview of the event page', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;
  let shown: number;
  let upcoming: number;

  const preview = (id: number | string, at: string, headers = {}): Promise<Answer> =>
    admin.client.get(`/admin/preview/coupons/${id}?${new URLSearchParams({ at })}`, { ...HTML, ...headers });

  const publicPage = async (): Promise<string> => (await server.client().get('/event/')).text;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
    await aWork(server.database, '봄봄');
    await aWork(server.database, HOSTILE);
    shown = await aCoupon(server.database, { name: '진행 중인 쿠폰', count: 7 });
    upcoming = await aCoupon(server.database, { name: HOSTILE, count: 9, ...HOURS });
  });

  it.each([
    ['before-start', ['not-started', '1000', '시작 : 7월 1일 12:00 (America/New_York)'], true],
    ['start', ['running', '', '남은 쿠폰 수 : 9'], false],
    ['end', ['ended', '', '이벤트 종료'], true],
    ['2030-07-01 11:59:59', ['not-started', '1000', '시작 : 7월 1일 12:00 (America/New_York)'], true],
    ['2030-07-01T12:00', ['running', '', '남은 쿠폰 수 : 9'], false],
    ['2030-07-01T23:59:59', ['running', '', '남은 쿠폰 수 : 9'], false],
    ['2030-07-02T00:00:00', ['ended', '', '이벤트 종료'], true],
  ])('shows an event as of %s', async (at, says, isDisabled) => {
    const html = (await preview(upcoming, at)).text;
    expect(ticket(html)).toEqual(says);
    expect(buttons(html)).toEqual([isDisabled, isDisabled]);
  });

  it('shows a pause and a stock of 0 when the event would be open', async () => {
    const stateAtStart = async (shape: object): Promise<string | undefined> =>
      ticket((await preview(await aCoupon(server.database, { ...HOURS, ...shape }), 'start')).text)[0];
    expect(await stateAtStart({ paused: true })).toBe('paused');
    expect(await stateAtStart({ count: 0 })).toBe('sold-out');
  });

  it('says what it is, of which moment, and what members see now, in the operator’s language', async () => {
    const hidden = await aCoupon(server.database, { ...HOURS, is_hidden: true });
    const korean = (await preview(hidden, 'start')).text;
    expect(korean).toContain('<title>미리 보기 · 쿠폰 이벤트 · 투닷</title>');
    expect(korean).toContain('2030-07-01 12:00:00 (America/New_York)');
    expect(korean).toContain('숨긴 쿠폰이라 회원에게 보이지 않습니다');
    const cookie = `${admin.client.cookies.header().cookie}; admin_language=en`;
    const english = (await preview(upcoming, 'before-start', { cookie })).text;
    for (const words of [
      'This is not the real event page',
      '2030-07-01 11:59:59',
      'another coupon now: 진행 중인 쿠폰',
    ])
      expect(english).toContain(words);
  });

  it('is what the public page shows, from the ticket to the works', async () => {
    const [real, seen] = [await publicPage(), (await preview(shown, 'now')).text];
    expect(real).toContain('진행 중인 쿠폰');
    expect([box(seen), listOfWorks(seen)]).toEqual([box(real), listOfWorks(real)]);
    expect([box(real), listOfWorks(real)]).not.toContain(undefined);
  });

  it('has no form, no script and the same policy, so that nothing of it can issue a coupon', async () => {
    const real = await server.client().get('/event/');
    for (const [id, at] of [
      [shown, 'now'],
      [upcoming, 'start'],
    ] as const) {
      const answer = await preview(id, at);
      expect(answer.text).not.toMatch(/<form|<script|<input/);
      expect(answer.header('content-security-policy')).toBe(real.header('content-security-policy'));
      expect(answer.header('cache-control')).toBe('no-store');
    }
    expect(real.text).toMatch(/<form[^]*<input/);
  });

  it('leaves the public page as it is, byte for byte, and writes nothing', async () => {
    const before = await publicPage();
    for (const at of ['now', 'before-start', 'start', 'end']) expect((await preview(upcoming, at)).status).toBe(200);
    expect(await publicPage()).toBe(before);
    expect(await (await member(server)).get('/event/').then(({ text }) => box(text))).toBe(box(before));
    expect(await countOf(server.database, 'coupon_user')).toBe(0);
  });

  it('escapes the names of coupons and works', async () => {
    const html = (await preview(upcoming, 'start')).text;
    expect(html).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{x}}</h1>');
    expect(html).not.toContain('<script>');
  });

  it('is for operators only', async () => {
    const path = `/admin/preview/coupons/${upcoming}?at=start`;
    const sent = await server.client().get(path, HTML);
    expect([sent.status, sent.header('location')]).toEqual([303, `/login-page/?next=${encodeURIComponent(path)}`]);
    const refused = await (await member(server)).get(path, HTML);
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('관리자만 접근할 수 있습니다.')]);
    for (const answer of [sent, refused]) expect(answer.text).not.toContain('alert(1)');
    expect((await admin.client.request('POST', path, {}, { ...HTML, origin: server.baseUrl })).status).toBe(405);
  });

  it.each([
    ['an empty text', ''],
    ['a word', 'soon'],
    ['a property of objects', 'constructor'],
    ['a day that does not exist', '2030-02-30 12:00'],
    ['a second that does not exist', '2030-07-01 12:00:60'],
    ['an hour that summer time skips', '2030-03-10 02:30'],
    ['a long text', 'x'.repeat(5_000)],
  ])('refuses %s as a moment, with a reason', async (_, at) => {
    const answer = await preview(upcoming, at);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('2026-10-01 12:00')]);
  });

  it('refuses the start of an event that has none, and a coupon that does not exist', async () => {
    expect((await preview(shown, 'start')).status).toBe(400);
    for (const id of ['999999', '0', 'x', '99999999999', '1%2F2']) expect((await preview(id, 'now')).status).toBe(404);
  });
});

describe('The preview of an event with many works', () => {
  it('shows the first page without links to the real one', async () => {
    const server = await startServer({ database: 'sqlite' });
    const admin = await operator(server);
    for (let work = 0; work < 101; work++) await aWork(server.database);
    const coupon = await aCoupon(server.database);
    const html = (await admin.client.get(`/admin/preview/coupons/${coupon}`, HTML)).text;
    expect(buttons(html)).toHaveLength(100);
    expect(html).toContain('첫 쪽만 보여 줍니다');
    expect(html).not.toMatch(/<form|page=2|\?q=/);
  });
});
