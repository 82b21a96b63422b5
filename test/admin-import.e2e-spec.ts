import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from './support/answer.js';
import { operator, type PanelClient, type PanelAnswer } from './support/panel-client.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import { SqliteDatabase } from './support/sqlite-database.js';
import { countOf } from './support/test-database.js';

type Section = { count: number; lines: { line: number; text: string; reason?: string }[] };
type Plan = Record<'newTitles' | 'existing' | 'repeated' | 'refused', Section>;

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'fixtures', name));

onEachDatabase('The works import', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
  });

  const send = (step: string, csv: Buffer, more: Record<string, string> = {}): Promise<Answer> =>
    admin.post('/resources/works/actions/import', { step, csv: csv.toString('base64'), ...more });
  const counts = (answer: Answer): Record<string, number> =>
    Object.fromEntries(Object.entries(answer.json<{ plan: Plan }>().plan).map(([name, { count }]) => [name, count]));

  it('shows what it would do, and does nothing yet', async () => {
    const preview = await send('preview', fixture('works.csv'));
    expect(counts(preview)).toEqual({ newTitles: 121, existing: 0, repeated: 0, refused: 0 });
    expect(await countOf(server.database, 'work')).toBe(0);
  });

  it('imports the whole catalog, and no title twice', async () => {
    expect((await send('apply', fixture('works.csv'))).json<PanelAnswer>().notice).toMatchObject({ type: 'success' });
    expect(counts(await send('apply', fixture('works.csv')))).toMatchObject({ newTitles: 0, existing: 121 });
    expect(await countOf(server.database, 'work')).toBe(121);
  });

  it('writes nothing while lines are refused, names each with its reason, and leaves them out when told to', async () => {
    const messy = fixture('works-messy.csv');
    const { plan } = (await send('preview', messy)).json<{ plan: Plan }>();
    expect(plan.refused.lines.map(({ line }) => line)).toEqual([5, 10]);
    for (const { reason } of plan.refused.lines) expect(reason).toEqual(expect.stringMatching(/./));
    const before = await countOf(server.database, 'work');
    const refused = await send('apply', messy);
    expectRefusal(refused, 400, 'REFUSED_LINES');
    expect(refused.json<PanelAnswer>().notice?.type).toBe('error');
    expect(await countOf(server.database, 'work')).toBe(before);
    await send('apply', messy, { skip_refused: 'true' });
    expect(await countOf(server.database, 'work')).toBe(before + plan.newTitles.count);
  });

  it.each([
    ['that is not UTF-8', Buffer.from([0xff, 0xfe, 0x41, 0x00]), 400],
    ['without a title column', Buffer.from('a,b\n1,2\n'), 400],
    ['that is empty', Buffer.from(''), 400],
    ['of more than 16 MB', Buffer.alloc(16 * 1024 * 1024 + 1, 'a'), 413],
    ['with a row of more than 64 KB', Buffer.from(`title\n${','.repeat(200_000)}`), 400],
    ['of more than 50,000 blank lines', Buffer.from(`title\n${'\n'.repeat(50_001)}`), 413],
  ])('refuses a file %s in words', async (_what, csv, status) => {
    const body = expectRefusal(await send('preview', csv), status);
    expect(body['detail']).toEqual(expect.stringMatching(/[가-힣]/));
  });

  it('refuses what is not a file’s bytes', async () => {
    const answer = await admin.post('/resources/works/actions/import', { step: 'apply', csv: '<script>' });
    expectRefusal(answer, 400, 'BAD_FORM');
  });

  it('does not block other requests while it reads and plans 50,000 lines', async () => {
    const lines = Array.from({ length: 50_000 }, (_, line) => `이야기 ${line}`);
    let isReading = true;
    const preview = send('preview', Buffer.from(['title', ...lines].join('\n'))).finally(() => (isReading = false));
    let answered = 0;
    for (const visitor = server.client(); isReading; answered++) {
      expect((await visitor.get('/healthz')).status).toBe(200);
    }
    expect(counts(await preview)['newTitles']).toBe(50_000);
    expect(answered).toBeGreaterThan(20);
  });
});

describe('A save while the database is locked', () => {
  it('is an error that says to check before trying again, never a success', async () => {
    const server = await startServer({ database: new SqliteDatabase() });
    const admin = await operator(server);
    expect((await admin.create('works', { title: '하나' })).status).toBe(200);
    await server.database.execute('BEGIN IMMEDIATE');
    const answers = await Promise.all([
      admin.create('works', { title: '둘' }),
      admin.act('works', 1, 'edit', { title: '셋' }),
      admin.act('works', 1, 'delete'),
    ]);
    await server.database.execute('ROLLBACK');
    for (const answer of answers) {
      expectRefusal(answer, 503, 'UNAVAILABLE');
      const message = '변경되었는지 알 수 없습니다. 현재 값을 확인한 다음 다시 시도해 주세요.';
      expect(answer.json<PanelAnswer>().notice).toMatchObject({ type: 'error', message });
    }
    expect((await admin.rows('works')).map(({ title }) => title)).toEqual(['하나']);
    expect((await admin.create('works', { title: '둘' })).status).toBe(200);
  });
});
