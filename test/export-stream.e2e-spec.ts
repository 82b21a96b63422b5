import { readFileSync } from 'node:fs';
import { aCoupon } from './builders/coupons.js';
import { manyMovements } from './builders/many-movements.js';
import { aWork } from './builders/works.js';
import { cellsOf } from './support/csv.js';
import { eventually } from './support/eventually.js';
import { member, newEmail } from './support/members.js';
import { operator, PanelClient, withRole, type Row } from './support/panel-client.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { SlowDownload } from './support/slow-download.js';

/** More than the operating system keeps for a client that does not read. */
const ROWS = 150_000;
const EXPORT = '/resources/stock-movements/actions/export';
const MORE_MEMORY = 50 * 1024 * 1024;

/** With these the log is JSON. */
const PRODUCTION = { NODE_ENV: 'production', SECRET_KEY: 'x'.repeat(40), ALLOWED_HOSTS: '127.0.0.1' };

/**
 * V8 lets garbage take more than `MORE_MEMORY` before it collects it, unless it has no room. The service has 90 MB of live objects.
 * What an export keeps would not fit, and would end the process.
 */
const SMALL_HEAP = { NODE_OPTIONS: '--max-semi-space-size=2 --max-old-space-size=125' };

type Event = Record<'table' | 'sha256' | 'outcome', string> & { filters: string[]; rows: number; operator: number };

onEachDatabase('A long export', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;
  let coupon: number;

  beforeAll(async () => {
    server = await startServer({ database: kind, env: { ...PRODUCTION, ...SMALL_HEAP } });
    admin = await operator(server);
    coupon = await aCoupon(server.database, { count: ROWS + 1_000 });
    await manyMovements(server.database, coupon, ROWS);
  });

  const begin = (query = ''): Promise<SlowDownload> => SlowDownload.begin(server, admin, `${EXPORT}?${query}`);

  const ids = async (): Promise<string[]> =>
    (await server.database.rows('SELECT id FROM stock_movement ORDER BY id')).map(({ id }) => String(id));

  /** Waits until the log has so many. */
  const events = async (count: number): Promise<Event[]> => {
    const logged = (): Promise<Event[]> => Promise.resolve(exportsIn(server.output));
    const all = await eventually(logged, ({ length }) => length >= count);
    expect(all).toHaveLength(count);
    return all;
  };

  /** The line of the history about the end of the operator's last export. It is written behind the line in the log. */
  const ending = (actor: string): Promise<Row | undefined> =>
    eventually(
      async () =>
        (await admin.rows('history', 'filters.action=export')).find(({ params }) => params['actor'] === actor),
      (line) => line !== undefined,
    );

  it('has each row that existed at its start once, and none that a sale adds meanwhile', async () => {
    const existing = await ids();
    const download = await begin();
    const [work, buyer] = [await aWork(server.database), await member(server)];
    expect((await buyer.post('/couponuser/', { coupon, work })).status).toBe(201);
    expect(exportsIn(server.output)).toEqual([]);
    expect(await admin.rows('history', 'filters.action=start-export')).toHaveLength(1);
    const { text, sha256, isWhole } = await download.rest();
    expect(isWhole).toBe(true);
    expect(cellsOf(text).rows.map(([id]) => id)).toEqual(existing);
    expect((await ids()).length).toBeGreaterThan(existing.length);
    const [{ id: operatorId } = { id: 0 }] = await admin.rows('users', 'filters.is_admin=true');
    expect(await events(1)).toEqual([
      {
        table: 'stock-movements',
        filters: [],
        rows: existing.length,
        sha256,
        operator: operatorId,
        outcome: 'completed',
      },
    ]);
    const line = await ending(ADMIN.email);
    expect(line!.params).toMatchObject({ target: 'stock-movements' });
    const changes = { rows: [null, existing.length], sha256: [null, sha256] };
    expect(JSON.parse(line!.params['changes'] as string)).toEqual(changes);
  });

  it('refuses a second one with a reason, in JSON and on a page, leaves lists alone, and ends with its client', async () => {
    const before = exportsIn(server.output).length;
    const running = await begin();
    expectRefusal(await admin.get(EXPORT), 409, 'EXPORT_RUNNING');
    const page = await admin.get(EXPORT, { accept: 'text/html' });
    expect([page.status, page.text]).toEqual([409, expect.stringContaining('다른 내보내기가 진행 중입니다.')]);
    expect((await admin.get('/resources/stock-movements/actions/list')).status).toBe(200);
    expect(exportsIn(server.output)).toHaveLength(before);
    running.hangUp();
    const last = (await events(before + 1)).at(-1)!;
    expect(last).toMatchObject({ outcome: 'broken-off', filters: [] });
    expect(last.rows).toBeLessThan(ROWS);
    expect((await admin.get(`${EXPORT}?filters.kind=opening`)).status).toBe(200);
    await events(before + 2);
  });

  it('leaves the names of its filters in the log, and not their values', async () => {
    const before = exportsIn(server.output).length;
    const path = '/resources/users/actions/export?filters.email=somebody@&filters.created_at~~to=2020-01-01';
    expect((await admin.get(path)).status).toBe(200);
    const last = (await events(before + 1)).at(-1);
    expect(last).toMatchObject({ table: 'users', filters: ['email', 'created_at~~to'], rows: 0, outcome: 'completed' });
    expect(server.output).not.toContain('somebody');
  });

  it('is refused to members and visitors, in JSON and on a page', async () => {
    const stranger = new PanelClient(await member(server), server);
    const visitor = new PanelClient(server.client(), server);
    for (const [client, code, sentence] of [
      [stranger, 'FORBIDDEN', '관리자만 접근할 수 있습니다.'],
      [visitor, 'NOT_AUTHENTICATED', '자격 인증'],
    ] as const) {
      expectRefusal(await client.get(EXPORT), 403, code);
      const page = await client.get(EXPORT, { accept: 'text/html,*/*;q=0.8' });
      expect([page.status, page.header('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
      expect([page.header('content-disposition'), page.text]).toEqual([undefined, expect.stringContaining(sentence)]);
    }
  });

  it('uses no more memory than a few pages', async () => {
    await (await begin('filters.kind=opening')).rest();
    const rss = (): number =>
      Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))![1]) * 1024;
    const before = rss();
    let most = 0;
    const { isWhole } = await (await begin()).rest(() => (most = Math.max(most, rss())));
    expect(isWhole).toBe(true);
    expect(most - before).toBeLessThan(MORE_MEMORY);
  });

  it('breaks off when the operator loses the role, which the history says', async () => {
    const email = newEmail();
    const { panel, id } = await withRole(server, 'owner', email);
    const download = await SlowDownload.begin(server, panel, EXPORT);
    await server.database.execute('UPDATE "user" SET "is_admin" = FALSE, "role" = NULL WHERE "id" = $1', [id]);
    expect((await download.rest()).isWhole).toBe(false);
    const outcomes = (): Promise<string[]> =>
      Promise.resolve(exportsIn(server.output).flatMap(({ operator: by, outcome }) => (by === id ? [outcome] : [])));
    expect(await eventually(outcomes, ({ length }) => length > 0)).toEqual(['rights-ended']);
    const line = await ending(email);
    expect(JSON.parse(line!.params['changes'] as string)).toMatchObject({
      is_broken_off: [null, true],
      rights_ended: [null, true],
    });
  });

  it('breaks off when the service stops, so that the client sees that the file is incomplete', async () => {
    const download = await begin();
    const stopped = server.stop();
    expect((await download.rest()).isWhole).toBe(false);
    expect(await stopped).toBe(0);
    expect(exportsIn(server.output).at(-1)).toMatchObject({ outcome: 'broken-off' });
    await server.restart();
  });
});

/** What the log says about exports that have ended. */
const exportsIn = (output: string): Event[] =>
  output
    .split('\n')
    .filter((line) => line.includes('"admin.export"'))
    .map((line) => {
      const { table, filters, rows, sha256, operator, outcome } = JSON.parse(line) as Event;
      return { table, filters, rows, sha256, operator, outcome };
    });
