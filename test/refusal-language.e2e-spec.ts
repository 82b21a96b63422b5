import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import type { Answer } from './support/answer.js';
import { PanelClient, operator, type PanelAnswer } from './support/panel-client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';

const IMPORT = '/resources/works/actions/import';
const csv = (content: string): string => Buffer.from(content).toString('base64');

type Case = (at: { admin: PanelClient; english: Record<string, string> }) => Promise<Answer>;

const post =
  (path: string, fields: Record<string, string> = {}): Case =>
  ({ admin, english }) =>
    admin.post(path, fields, english);
const get =
  (path: string): Case =>
  ({ admin, english }) =>
    admin.get(path, english);

onEachDatabase('An operator who chose English', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;
  let english: Record<string, string>;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
    english = { origin: server.baseUrl, cookie: `${admin.client.cookies.header().cookie}; admin_language=en` };
    const [coupon, work] = [
      await aCoupon(server.database, { name: 'Autumn', count: 5 }),
      await aWork(server.database, 'One'),
    ];
    await aWork(server.database, 'Two');
    expect((await (await member(server)).post('/couponuser/', { coupon, work })).status).toBe(201);
    expect((await admin.act('issued-coupons', 1, 'revoke')).status).toBe(200);
  });

  it.each<[code: string, status: number, words: string | RegExp, ask: Case]>([
    ['REVOKED', 400, /revoked/, post('/resources/issued-coupons/records/1/markUsed', { reason: 'a' })],
    ['BAD_REQUEST', 400, 'Malformed request.', get('/resources/works/records/%E0%A4%A/show')],
    ['BAD_FORM', 400, 'The form could not be read.', post(IMPORT, { step: 'apply', csv: '<script>' })],
    ['UNUSABLE_FILE', 413, /more than 50,000 lines/, post(IMPORT, { csv: csv(`title\n${'a\n'.repeat(50_001)}`) })],
    ['UNUSABLE_FILE', 400, /Line 2 cannot be read as CSV/, post(IMPORT, { csv: csv('title\n"a') })],
    ['UNUSABLE_FILE', 400, /no column "title"/, post(IMPORT, { csv: csv('a,b\n1,2\n') })],
    ['REFUSED_LINES', 400, /1 line cannot be imported/, post(IMPORT, { step: 'apply', csv: csv('title\na,b\n') })],
    ['HAS_ISSUED_COUPONS', 409, /Coupons issued for it: 1/, post('/resources/works/records/1/delete')],
    ['OWN_ACCOUNT', 409, /your own account/, post('/resources/users/records/1/removeRole')],
    ['UNKNOWN_RESOURCE', 404, 'There is no such list.', get('/resources/nothing/actions/list')],
    ['UNKNOWN_ACTION', 404, 'There is no such action.', get('/resources/works/actions/nothing')],
    ['NOT_FOUND', 404, 'Not found.', get('/resources/works/records/99/show')],
    ['BAD_FILTER', 400, /cannot be filtered that way: nothing/, get('/resources/works/actions/list?filters.nothing=1')],
    ['BAD_SORT', 400, /cannot be sorted that way: nothing/, get('/resources/works/actions/list?sortBy=nothing')],
    ['METHOD_NOT_ALLOWED', 405, 'Method "POST" not allowed.', post('/dashboard')],
    [
      'UNSUPPORTED_MEDIA_TYPE',
      415,
      /"text\/plain"/,
      ({ admin, english }) =>
        admin.client.request('POST', `/admin/api${IMPORT}`, { raw: 'a' }, { ...english, 'content-type': 'text/plain' }),
    ],
    [
      'CROSS_ORIGIN',
      403,
      'Requests from other sites are refused.',
      ({ admin, english }) => admin.post(IMPORT, {}, { ...english, origin: 'https://evil.example' }),
    ],
    [
      'NOT_AUTHENTICATED',
      403,
      /Please log in/,
      ({ admin }) => admin.get('/dashboard', { cookie: 'admin_language=en' }),
    ],
  ])('reads %s %i in English: %s', async (code, status, words, ask) => {
    const answer = await ask({ admin, english });
    const { result, detail = result } = expectRefusal(answer, status, code);
    expect(detail).toEqual(typeof words === 'string' ? words : expect.stringMatching(words));
    expect(answer.text).not.toMatch(/[가-힣]/);
    const { notice } = answer.json<PanelAnswer>();
    if (notice) expect(notice.message).toBe(detail);
  });

  it.each<[code: string, path: string, typed: Record<string, string>, words: Record<string, RegExp>]>([
    ['TITLE_TAKEN', '/works/actions/new', { title: 'One' }, { title: /already exists/ }],
    ['INVALID', '/works/actions/new', { title: '' }, { title: /is empty/ }],
    ['STOCK_RANGE', '/coupons/records/1/adjustStock', { delta: '-9', reason: 'a' }, { delta: /Remaining now: 5\./ }],
    [
      'BAD_DELTA',
      '/coupons/records/1/adjustStock',
      { delta: '0', reason: 'a\0' },
      { delta: /other than 0/, reason: /Null/ },
    ],
  ])('reads %s beside the field in English', async (code, path, typed, words) => {
    const answer = await admin.post(`/resources${path}`, typed, english);
    expectRefusal(answer, 400, code);
    const { errors } = answer.json<PanelAnswer>().record;
    for (const [field, pattern] of Object.entries(words)) expect(errors[field]?.message).toMatch(pattern);
    expect(answer.text).not.toMatch(/[가-힣]/);
  });

  it('reads in the preview of an import why a line is refused', async () => {
    const file = csv(`title\n""\na,b\n${'x'.repeat(101)}\n`);
    const reasons = async (from: Record<string, string>): Promise<string[]> => {
      const answer = await admin.post(IMPORT, { step: 'preview', csv: file }, from);
      const { plan } = answer.json<{ plan: { refused: { lines: { reason: string }[] } } }>();
      return plan.refused.lines.map(({ reason }) => reason);
    };
    expect(await reasons(english)).toEqual([
      'The title is empty.',
      expect.stringContaining('more columns'),
      'The title is longer than 100 characters (101).',
    ]);
    for (const reason of await reasons({ origin: server.baseUrl })) expect(reason).toMatch(/[가-힣]/);
  });

  it('reads a page that is not there in English', async () => {
    const { text } = await admin.client.get('/admin/nothing', { ...english, accept: 'text/html' });
    expect(text).toContain('Page not found');
    expect(text).toContain('Please check the address.');
  });

  it('reads a fault in English, also one that comes before the panel', async () => {
    await server.database.execute('ALTER TABLE "session" RENAME TO "session_gone"');
    const fault = expectRefusal(await admin.get('/dashboard', english), 500, 'INTERNAL');
    await server.database.execute('ALTER TABLE "session_gone" RENAME TO "session"');
    expect(fault['detail']).toBe('Something went wrong on the server.');
  });

  it('reads the public API in Korean, as every client does', async () => {
    const answer = await server.client().post('/account/login/', { email: ADMIN.email, password: 'wrong' }, english);
    expect(answer.json()['result']).toBe('이메일 혹은 비밀번호가 올바르지 않습니다');
  });
});
