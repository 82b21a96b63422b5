import { aCoupon } from './builders/coupons.js';
import { memberRow } from './builders/member-row.js';
import { aWork } from './builders/works.js';
import { ask, openedCase } from './support/member-case.js';
import { onEachDatabase } from './support/on-each-database.js';
import { A_REASON, operator, type PanelClient } from './support/panel-client.js';
import { expectRefusal } from './support/refusal.js';
import {
  milliseconds,
  presser,
  refusalOf,
  rejectedTimes,
  type Pressed,
  type Presser,
} from './support/rejected-presses.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import { insertRow, type TestDatabase } from './support/test-database.js';

const HOSTILE = ['<img src=x onerror=alert(1)>', '\u202Eevil\u202C 봄봄 🌸', 'ㅎ'.repeat(100)];

onEachDatabase('The member case', (kind) => {
  let server: RunningServer;
  let database: TestDatabase;
  let panel: PanelClient;
  let work: number;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    database = server.database;
    panel = await operator(server);
    work = await aWork(database);
  });

  /** @returns the issued coupon */
  async function issued({ client }: Presser, press: Pressed): Promise<{ id: number; code: string }> {
    const answer = await client.post('/couponuser/', press);
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.json();
  }

  /** The instant of the latest movement of a coupon's stock. */
  async function latestMovement(coupon: number): Promise<string> {
    const sql = 'SELECT "created_at" FROM "stock_movement" WHERE "coupon_id" = $1 ORDER BY "id" DESC LIMIT 1';
    const [row] = await database.rows(sql, [coupon]);
    return new Date(milliseconds(row!['created_at'])).toISOString();
  }

  const soldOut = async (member: Presser, press: Pressed, presses: number): Promise<void> => {
    expect(await refusalOf(member, press)).toBe('SOLD_OUT');
    await rejectedTimes(database, member.id, press, presses);
  };

  it('is found by the e-mail in any spelling, by a code in either case, and by ids', async () => {
    const member = await presser(server);
    const { id, code } = await issued(member, { coupon: await aCoupon(database), work });
    for (const question of [
      { query: member.email },
      { query: `  ${member.email.toUpperCase()} ` },
      { query: code },
      { query: code.toLowerCase() },
      { member: String(member.id) },
      { issued: String(id) },
    ]) {
      const found = await openedCase(panel, question);
      expect([question, found.member.id, found.member.email]).toEqual([question, member.id, member.email]);
    }
  });

  it('shows a code in another member’s hands with that member', async () => {
    const [one, other] = [await presser(server), await presser(server)];
    const coupon = await aCoupon(database);
    await issued(one, { coupon, work });
    const { code } = await issued(other, { coupon, work });
    const { member, coupons } = await openedCase(panel, { query: code });
    expect([member.id, coupons.map((held) => [held.code, held.isSearched])]).toEqual([other.id, [[code, true]]]);
  });

  it('lists up to twenty members whose e-mail begins with the text', async () => {
    const row = await memberRow('x');
    for (let place = 0; place < 21; place++) {
      await insertRow(database, 'user', row(`crowd-${String(place).padStart(2, '0')}@example.com`));
    }
    const some = await ask(panel, { query: 'crowd-0' });
    expect(some).toMatchObject({ kind: 'members', hasMore: false });
    expect(some.kind === 'members' && some.members.map(({ email }) => email)).toHaveLength(10);
    const many = await ask(panel, { query: 'Crowd-' });
    expect(many).toMatchObject({ kind: 'members', hasMore: true });
    expect(many.kind === 'members' && many.members.map(({ email }) => email.slice(0, 8))).toEqual(
      Array.from({ length: 20 }, (_, place) => `crowd-${String(place).padStart(2, '0')}`),
    );
  });

  it.each([{ query: 'nobody@example.com' }, { query: 'ZZZZ0000' }, { member: '2000000000' }, { issued: '2000000000' }])(
    'says that nothing was found: %j',
    async (question) => expect(await ask(panel, question)).toEqual({ kind: 'nothing' }),
  );

  it.each<Record<string, string>>([
    {},
    { query: ' ' },
    { query: 'x'.repeat(256) },
    { query: 'a\0b' },
    { member: '-1' },
    { issued: 'x' },
  ])('needs an e-mail, a code or an id: %j', async (question) => {
    const answer = await panel.post('/pages/case', question);
    expect(expectRefusal(answer, 400, 'INVALID')).toMatchObject({ query: [expect.stringMatching(/[가-힣]/)] });
  });

  it('shows who the member is, and the coupons with their state and times', async () => {
    const member = await presser(server);
    const coupon = await aCoupon(database);
    const works = [work, await aWork(database), await aWork(database)];
    const [usable, used, revoked] = await Promise.all(works.map((one) => issued(member, { coupon, work: one })));
    await panel.act('issued-coupons', used!.id, 'markUsed');
    await panel.act('issued-coupons', revoked!.id, 'revoke');
    await database.execute('UPDATE "work" SET "is_hidden" = $1 WHERE "id" = $2', [true, works[1]]);
    await panel.act('users', member.id, 'deactivate');
    const found = await openedCase(panel, { member: String(member.id) });
    expect(found.member).toMatchObject({ isActive: false, role: 'none', since: expect.stringMatching(/Z$/) as string });
    const byId = new Map(found.coupons.map((held) => [held.id, held]));
    expect(byId.get(usable!.id)).toMatchObject({ state: 'usable', usedAt: null, revokedAt: null });
    expect(byId.get(used!.id)).toMatchObject({ state: 'used', work: { id: works[1], isHidden: true } });
    expect(byId.get(used!.id)!.usedAt).not.toBeNull();
    expect(byId.get(revoked!.id)).toMatchObject({ state: 'revoked', revokedAt: expect.any(String) as string });
    expect(found.acts.map(({ action, targetId, actor, reason }) => [action, targetId, actor, reason])).toEqual([
      ['deactivate', member.id, ADMIN.email, A_REASON],
      ['revoke', revoked!.id, ADMIN.email, A_REASON],
      ['mark-used', used!.id, ADMIN.email, A_REASON],
    ]);
  });

  it('shows since when the coupon is sold out, and after more units when it was', async () => {
    const [lucky, late, later] = [await presser(server), await presser(server), await presser(server)];
    const press = { coupon: await aCoupon(database, { count: 1, time_zone: 'America/New_York' }), work };
    await issued(lucky, press);
    const emptied = await latestMovement(press.coupon);
    await soldOut(late, press, 1);
    const rejections = async () => (await openedCase(panel, { query: late.email })).rejections;
    const recorded = { presses: 1, lastReason: 'SOLD_OUT', firstAt: expect.any(String) as string };
    expect(await rejections()).toMatchObject([
      { timeZone: 'America/New_York', soldOutSince: emptied, works: [{ ...recorded, soldOut: null }] },
    ]);

    await panel.act('coupons', press.coupon, 'adjustStock', { delta: '1' });
    const filled = await latestMovement(press.coupon);
    const span = { from: emptied, to: filled };
    expect(await rejections()).toMatchObject([{ soldOutSince: null, works: [{ ...recorded, soldOut: span }] }]);

    await issued(later, press);
    const again = await latestMovement(press.coupon);
    expect(await rejections()).toMatchObject([{ soldOutSince: again, works: [{ ...recorded, soldOut: span }] }]);

    await soldOut(late, press, 2);
    expect(await rejections()).toMatchObject([{ soldOutSince: again, works: [{ presses: 2, soldOut: null }] }]);
  });

  it('shows rejections for hidden and deleted works and coupons, and hostile names as they are', async () => {
    const member = await presser(server);
    for (const name of HOSTILE) {
      const press = { coupon: await aCoupon(database, { count: 0, name }), work: await aWork(database, name) };
      await soldOut(member, press, 1);
      const shown = async () => (await openedCase(panel, { query: member.email })).rejections[0]!;
      expect(await shown()).toMatchObject({ coupon: { title: name }, works: [{ work: { title: name } }] });
      await panel.act('works', press.work, 'hide');
      expect(await shown()).toMatchObject({ works: [{ work: { title: name, isHidden: true } }] });
      await panel.act('works', press.work, 'delete');
      await panel.act('coupons', press.coupon, 'delete');
      expect(await shown()).toMatchObject({
        coupon: { id: press.coupon, title: null },
        soldOutSince: null,
        works: [{ work: { id: press.work, title: null }, soldOut: null }],
      });
    }
  });
});
