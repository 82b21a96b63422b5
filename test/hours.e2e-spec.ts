import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { buttons, pageSaying, reason } from './event-html.js';
import { operator, type PanelClient, type PanelAnswer } from './support/panel-client.js';
import type { Client } from './support/client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';
import { verification } from './support/verification.js';

const AN_HOUR_MS = 3_600_000;

const fromNow = (hours: number): Date => new Date(Date.now() + hours * AN_HOUR_MS);

/** Each way in which an event is not open, by what the coupon's row then says. */
const CLOSED = {
  NOT_STARTED: { starts_at: fromNow(1), ends_at: fromNow(2), paused: false },
  PAUSED: { starts_at: fromNow(-1), ends_at: fromNow(1), paused: true },
  ENDED: { starts_at: fromNow(-2), ends_at: fromNow(-1), paused: false },
} as const;
const OPEN = { starts_at: fromNow(-1), ends_at: fromNow(1), paused: false };

const TICKET = {
  NOT_STARTED: /id="state">시작 : \d{1,2}월 \d{1,2}일 \d{2}:\d{2}</,
  PAUSED: /id="state">잠시 멈췄어요</,
  ENDED: /id="state">이벤트 종료</,
} as const;

type Code = keyof typeof CLOSED;
const CODES = Object.keys(CLOSED) as Code[];

onEachDatabase('The event’s hours', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;
  let work: number;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
    await aCoupon(server.database, { count: 50 });
    work = await aWork(server.database);
  });

  /** Of coupon 1, the event's. */
  const set = async (row: { starts_at: Date | null; ends_at: Date | null; paused: boolean }): Promise<void> =>
    server.database.execute('UPDATE "coupon" SET "starts_at" = $1, "ends_at" = $2, "paused" = $3 WHERE "id" = 1', [
      row.starts_at,
      row.ends_at,
      row.paused,
    ]);

  const press = (client: Client) => client.post('/couponuser/', { coupon: 1, work });

  describe('for a visitor', () => {
    it.each(CODES)('%s: nothing is issued, and the refusal says why', async (code) => {
      await set(CLOSED[code]);
      const before = await countOf(server.database, 'coupon_user');
      const { result } = expectRefusal(await press(await member(server)), 400, code);
      expect(result).toEqual(expect.stringMatching(/이벤트/));
      expect(await countOf(server.database, 'coupon_user')).toBe(before);
    });

    it.each(CODES)('%s: the page says so in place of what is left, and its buttons are grey', async (code) => {
      await set(CLOSED[code]);
      const html = await pageSaying(TICKET[code], server.client());
      expect(html).toMatch(TICKET[code]);
      expect(html).not.toContain('남은 쿠폰 수');
      expect(buttons(html)).toEqual([true]);
    });

    it.each(CODES)('%s: a press without scripting gets the page again, with the reason at the work', async (code) => {
      await set(CLOSED[code]);
      const answer = await (await member(server)).form('/event/', { coupon: '1', work: `${work}` });
      expect(answer.status).toBe(400);
      expect(reason(answer.text, work)).toMatch(/이벤트/);
      expect(answer.text).toMatch(TICKET[code]);
    });

    it('shows the start in the event’s time zone, and names a zone other than the default', async () => {
      await set({ starts_at: new Date('2999-01-05T00:30:00Z'), ends_at: null, paused: false });
      const inSeoul = 'id="state">시작 : 1월 5일 09:30<';
      expect(await pageSaying(inSeoul, server.client())).toContain(inSeoul);
      await server.database.execute(`UPDATE "coupon" SET "time_zone" = 'America/New_York' WHERE "id" = 1`);
      const inNewYork = 'id="state">시작 : 1월 4일 19:30 (America/New_York)<';
      expect(await pageSaying(inNewYork, server.client())).toContain(inNewYork);
      await server.database.execute(`UPDATE "coupon" SET "time_zone" = 'Asia/Seoul' WHERE "id" = 1`);
    });

    it('is open from the start on, until the end', async () => {
      await set(OPEN);
      const html = await pageSaying(/에 끝나요\./, server.client());
      expect(html).toMatch(/id="state">남은 쿠폰 수 : \d+</);
      expect(html).toMatch(/월 \d{1,2}일 \d{2}:\d{2}에 끝나요\./);
      expect(buttons(html)).toEqual([false]);
      expect((await press(await member(server))).status).toBe(201);
      // The start is part of it, the end is not: both are at or before the press.
      await set({ starts_at: new Date(), ends_at: null, paused: false });
      expect((await press(await member(server))).status).toBe(201);
      await set({ starts_at: null, ends_at: new Date(), paused: false });
      expectRefusal(await press(await member(server)), 400, 'ENDED');
    });

    it('opens when the start passes, for a client that was refused before', async () => {
      await set(CLOSED.NOT_STARTED);
      const client = await member(server);
      expectRefusal(await press(client), 400, 'NOT_STARTED');
      await set(OPEN);
      expect((await press(client)).status).toBe(201);
    });

    it('tells the page in how many milliseconds it starts', async () => {
      await set(CLOSED.NOT_STARTED);
      const OPENS_IN = /data-opens-in-ms="(\d+)"/;
      const [, opensInMs] = OPENS_IN.exec(await pageSaying(OPENS_IN, server.client()))!;
      expect(Number(opensInMs)).toBeGreaterThan(0.5 * AN_HOUR_MS);
      expect(Number(opensInMs)).toBeLessThanOrEqual(AN_HOUR_MS);
    });
  });

  describe('for a member who holds a code', () => {
    it.each(CODES)('%s: a retry still gets it, and the page still shows it', async (code) => {
      await set(OPEN);
      const client = await member(server);
      const held = (await press(client)).json<{ id: number; code: string }>();
      await set(CLOSED[code]);
      const { coupon_user: again } = expectRefusal(await press(client), 400, 'ALREADY_ISSUED');
      expect(again).toMatchObject({ id: held.id, code: held.code });
      expect((await client.get('/event/')).text).toContain(`쿠폰 번호 : ${held.code}`);
    });
  });

  describe('and the pause', () => {
    it('pauses a sale and resumes it, by one action each, and loses no coupon', async () => {
      await set(OPEN);
      const clients = await Promise.all(Array.from({ length: 8 }, () => member(server)));
      const pressing = clients.map((client) => press(client));
      const halted = await admin.act('coupons', 1, 'pause');
      expect(halted.json<PanelAnswer>()).toMatchObject({
        notice: { type: 'success' },
        record: { params: { state: 'paused' } },
      });
      for (const answer of await Promise.all(pressing)) {
        if (answer.status !== 201) expectRefusal(answer, 400, 'PAUSED');
      }
      const late = await member(server);
      expectRefusal(await press(late), 400, 'PAUSED');
      const resumed = await admin.act('coupons', 1, 'resume');
      expect(resumed.json<PanelAnswer>().record.params['state']).toBe('running');
      for (const client of [...clients, late]) {
        const answer = await press(client);
        if (answer.status !== 201) expectRefusal(answer, 400, 'ALREADY_ISSUED');
      }
      expect(await verification(server.database)).toEqual({ code: 0, found: [] });
    });

    it('changes nothing by GET', async () => {
      await set(OPEN);
      expectRefusal(await admin.get('/resources/coupons/records/1/pause'), 405, 'METHOD_NOT_ALLOWED');
      expect((await admin.row('coupons', 1)).params['state']).toBe('running');
    });

    it('is shown in the list, as are the other states', async () => {
      const stateOf = async (): Promise<unknown> =>
        (await admin.get('/dashboard')).json<{ coupons: { state: string }[] }>().coupons[0]!.state;
      const seen: unknown[] = [];
      for (const row of [...CODES.map((code) => CLOSED[code]), OPEN]) {
        await set(row);
        expect((await admin.row('coupons', 1)).params['state']).toBe(await stateOf());
        seen.push(await stateOf());
      }
      await set({ ...CLOSED.NOT_STARTED, paused: true });
      seen.push(await stateOf());
      const [left] = await server.database.rows<{ count: number }>('SELECT "count" FROM "coupon" WHERE "id" = 1');
      await set(OPEN);
      await admin.act('coupons', 1, 'adjustStock', { delta: String(-left!.count) });
      seen.push(await stateOf());
      await admin.act('coupons', 1, 'adjustStock', { delta: '50' });
      expect(seen).toEqual(['not-started', 'paused', 'ended', 'running', 'paused', 'sold-out']);
    });
  });
});
