import type { OutgoingHttpHeaders } from 'node:http';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator, type PanelAnswer, type PanelClient } from './support/panel-client.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import { insertRow } from './support/test-database.js';

type Check = { code: string; level: string; message: { ko: string; en: string }; parameters: Record<string, unknown> };

const PRODUCTION = {
  NODE_ENV: 'production',
  SECRET_KEY: 'x'.repeat(50),
  ALLOWED_HOSTS: '127.0.0.1,coupon.example',
  TRUSTED_PROXIES: '1',
};
const BY_HTTPS = { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' };
const HOSTILE = '<img src=x onerror="alert(1)">{{name}} ${1}';

const DAY_MS = 86_400_000;
/** Noon in Seoul. */
const noonIn = (days: number): Date => new Date((Math.floor(Date.now() / DAY_MS) + days) * DAY_MS + DAY_MS / 8);

let serial = 0;
/** An event in three days without a mistake. */
const good = (): object => ({
  name: `겨울 쿠폰 ${++serial}`,
  count: 50,
  starts_at: noonIn(3),
  ends_at: noonIn(5),
});

const checksOf = async (admin: PanelClient, id: number, headers: OutgoingHttpHeaders): Promise<Check[]> =>
  (await admin.get(`/resources/coupons/records/${id}/checks`, headers)).json<{ checks: Check[] }>().checks;

const alarms = async (admin: PanelClient, id: number, headers: OutgoingHttpHeaders = BY_HTTPS): Promise<string[]> =>
  (await checksOf(admin, id, headers)).filter(({ level }) => level !== 'green').map(({ code }) => code);

onEachDatabase('The checks on a coupon’s page', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;

  /** An event on the event page. */
  const event = async (mistake: object = {}): Promise<number> => {
    const id = await aCoupon(server.database, { ...good(), ...mistake });
    await admin.act('coupons', id, 'putOnEventPage');
    return id;
  };

  beforeAll(async () => {
    server = await startServer({ database: kind, env: PRODUCTION });
    admin = await operator(server);
    for (let work = 0; work < 12; work++) await aWork(server.database);
    // 200 members and 12 works take 2,400 units at most.
    await server.database.execute(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 199)
      INSERT INTO "user" (email, email_key, password, is_admin, is_active, created_at, updated_at)
      SELECT 'm' || i || '@example.com', 'm' || i || '@example.com', '!', FALSE, TRUE,
        '2026-01-01 12:00:00.000', '2026-01-01 12:00:00.000' FROM n`);
    const past = await aCoupon(server.database, { name: HOSTILE, starts_at: noonIn(-30), ends_at: noonIn(-28) });
    await server.database.execute('UPDATE "coupon" SET "count" = 40 WHERE "id" = $1', [past]);
  });

  it('raise no alarm about a good event, and name each topic', async () => {
    const checks = await checksOf(admin, await event(), BY_HTTPS);
    expect(checks.map(({ code, level }) => `${level} ${code}`)).toEqual(
      ['HOURS', 'STOCK', 'WORKS', 'VISIBILITY', 'DISCOUNT', 'NAME', 'SERVICE'].map((topic) => `green ${topic}_FINE`),
    );
    for (const { message } of checks) {
      expect(message.ko).toMatch(/[가-힣]/);
      expect(message.en).toMatch(/^[ -~–]+$/);
    }
  });

  it.each([
    ['the dates of last year', { starts_at: noonIn(-362), ends_at: noonIn(-360) }, ['ENDED']],
    ['a start in the past', { starts_at: noonIn(-3) }, ['ALREADY_STARTED']],
    ['swapped dates, written beside the forms', { starts_at: noonIn(5), ends_at: noonIn(3) }, ['ENDS_BEFORE_START']],
    ['no end', { ends_at: null }, ['NO_END']],
    ['no start', { starts_at: null }, ['NO_START']],
    ['the start in UTC', { time_zone: 'UTC' }, ['STARTS_AT_NIGHT', 'OTHER_TIME_ZONE']],
    ['no stock', { count: 0 }, ['NO_STOCK']],
    ['ten times the last stock', { count: 1_000 }, ['STOCK_MUCH_MORE']],
    ['a tenth of the last stock', { count: 10 }, ['STOCK_MUCH_LESS']],
    ['more than members can take', { count: 2_401 }, ['STOCK_MUCH_MORE', 'STOCK_MORE_THAN_TAKEABLE']],
    ['what members can just take', { count: 2_400 }, ['STOCK_MUCH_MORE']],
    ['the name of another coupon', { name: HOSTILE.toUpperCase() }, ['NAME_USED']],
    ['both discounts', { discount_rate: 10 }, ['BOTH_DISCOUNTS']],
    ['a pause', { paused: true }, ['PAUSED']],
  ])('find %s', async (_, mistake, found) => {
    expect(await alarms(admin, await event(mistake))).toEqual(found);
  });

  it('find a discount over 100%, written beside the forms, and take it for an error', async () => {
    const [check] = await checksOf(admin, await event({ discount_amount: 0, discount_rate: 150 }), BY_HTTPS);
    expect(check).toMatchObject({ code: 'OVER_100', level: 'red', parameters: { rate: 150 } });
  });

  it('find a hidden event, and one that is not on the event page', async () => {
    const hidden = await aCoupon(server.database, { ...good(), is_hidden: true });
    expect(await alarms(admin, hidden)).toEqual(['HIDDEN']);
    const shown = await event();
    expect(await alarms(admin, await aCoupon(server.database, good()))).toEqual(['OTHER_ON_EVENT_PAGE']);
    expect(await alarms(admin, shown)).toEqual([]);
  });

  it('find stock that an operator added twice, until it is taken out again', async () => {
    const id = await event();
    const adjust = (delta: string): Promise<unknown> => admin.act('coupons', id, 'adjustStock', { delta });
    await adjust('50');
    expect(await alarms(admin, id)).toEqual(['STOCK_ADDED_TWICE']);
    await adjust('-50');
    expect(await alarms(admin, id)).toEqual([]);
  });

  it('find that no work is visible, as soon as it is hidden', async () => {
    const id = await event();
    await server.database.execute('UPDATE "work" SET "is_hidden" = $1', [true]);
    expect(await alarms(admin, id)).toEqual(['NO_WORKS']);
    await server.database.execute('UPDATE "work" SET "is_hidden" = $1', [false]);
  });

  it('send a hostile name as it is, in JSON', async () => {
    const [check] = await checksOf(admin, await event({ count: 1_000 }), BY_HTTPS);
    expect(check).toMatchObject({ code: 'STOCK_MUCH_MORE', parameters: { name: HOSTILE, supply: 100, units: 1_000 } });
    for (const language of ['ko', 'en'] as const) expect(check!.message[language]).toContain(HOSTILE);
  });

  it('compare with what was put into the stock of the last event, whatever was revoked without returning the units', async () => {
    const [last] = await server.database.rows<{ id: number }>('SELECT id FROM coupon WHERE name = $1', [HOSTILE]);
    const row = { coupon_id: last!.id, kind: 'withdrawn', delta: -10, created_at: new Date() };
    const movement = await insertRow(server.database, 'stock_movement', row);
    const [check] = await checksOf(admin, await event({ count: 1_000 }), BY_HTTPS);
    expect(check).toMatchObject({ code: 'STOCK_MUCH_MORE', parameters: { id: last!.id, supply: 100 } });
    await server.database.execute('DELETE FROM "stock_movement" WHERE "id" = $1', [movement]);
  });

  it('know how the operator’s request came', async () => {
    const id = await event();
    expect(await alarms(admin, id, {})).toEqual(['PLAIN_HTTP']);
    expect(await alarms(admin, id, { ...BY_HTTPS, 'x-forwarded-proto': 'http' })).toEqual(['PLAIN_HTTP']);
  });

  it('are read by GET, of coupons that exist', async () => {
    expectRefusal(await admin.act('coupons', await event(), 'checks'), 405, 'METHOD_NOT_ALLOWED');
    for (const id of ['999999', 'x']) {
      const answer = await admin.get(`/resources/coupons/records/${id}/checks`);
      expect([answer.status, answer.json<PanelAnswer>().code]).toEqual([404, 'NOT_FOUND']);
    }
  });

  it.each([
    ['swapped dates', { starts_at: '2030-07-02 12:00', ends_at: '2030-07-01 12:00' }],
    ['an end at the start', { starts_at: '2030-07-02 12:00', ends_at: '2030-07-02 12:00' }],
    ['a rate over 100%', { discount_rate: '101' }],
    ['a negative discount', { discount_amount: '-1' }],
    ['a negative stock', { count: '-1' }],
    ['a name of white space', { name: ' \u3000 ' }],
  ])('need not look for what the forms refuse: %s', async (_, typed) => {
    const terms = { name: '여름 쿠폰', discount_amount: '3000', discount_rate: '0', count: '5' };
    expectRefusal(await admin.create('coupons', { ...terms, ...typed }), 400, 'INVALID');
  });
});

describe('The checks of a service that runs as on a developer’s machine', () => {
  it('find its settings and the demonstration', async () => {
    const server = await startServer({ database: 'sqlite', env: { DEMO: 'true' } });
    const admin = await operator(server);
    const demonstration = await alarms(admin, 1);
    expect(demonstration).toEqual(expect.arrayContaining(['LOCAL_ONLY', 'PROXY_NOT_TRUSTED', 'NOT_PRODUCTION']));
    expect(demonstration).toContain('IS_DEMONSTRATION');
    // As many as the only member can take for the 12 works.
    const own = await aCoupon(server.database, { ...good(), count: 12 });
    expect(await alarms(admin, own)).toContain('DEMONSTRATION_VISIBLE');
    await admin.act('coupons', 1, 'hide', { confirmed: String(own) });
    expect(await alarms(admin, own, {})).toEqual(['LOCAL_ONLY', 'NOT_PRODUCTION']);
  });
});

describe('The checks of a service that has a name, and no proxy', () => {
  it.each([
    ['127.0.0.1', ['LISTENS_LOCALLY', 'PLAIN_HTTP']],
    ['0.0.0.0', ['PLAIN_HTTP']],
  ])('say whether other machines can connect: HOST=%s', async (host, found) => {
    const server = await startServer({ database: 'sqlite', env: { ...PRODUCTION, TRUSTED_PROXIES: '0', HOST: host } });
    const admin = await operator(server);
    const stock = { ...good(), count: 1 };
    await aWork(server.database, '봄봄');
    expect(await alarms(admin, await aCoupon(server.database, stock), {})).toEqual(found);
  });
});
