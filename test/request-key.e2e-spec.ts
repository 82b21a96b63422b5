import { aCoupon } from './builders/coupons.js';
import { allAtOnce } from './faults/held-lock.js';
import { proxiedDatabase } from './faults/proxied-database.js';
import type { Answer } from './support/answer.js';
import { operator, type PanelAnswer } from './support/panel-client.js';
import { onPostgres, onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { startServer } from './support/server.js';
import { countOf } from './support/test-database.js';
import { useVerifiedPanel } from './support/verified-panel.js';

const TERMS = { name: '키 쿠폰', discount_amount: '3000', discount_rate: '0', count: '5' };
const HOURS = { starts_at: '2031-01-01 09:00', ends_at: '2031-01-02 09:00', time_zone: 'Asia/Seoul' };

let keys = 0;
const newKey = (): string => `key-${++keys}`;

onEachDatabase('A request with a key', (kind) => {
  const panel = useVerifiedPanel(kind);
  let coupon: number;

  beforeEach(async () => {
    coupon = await aCoupon(panel.server.database, { count: 5 });
  });

  const adjust = (request_key: string, fields: Record<string, string> = {}, id = coupon): Promise<Answer> =>
    panel.admin.act('coupons', id, 'adjustStock', { delta: '10', reason: '추가', request_key, ...fields });

  const left = (id = coupon): Promise<unknown> => panel.stock(id);

  const adjustments = (id = coupon): Promise<number> =>
    countOf(panel.server.database, 'stock_movement', `"coupon_id" = ${id} AND "kind" = 'adjusted'`);

  const atOnce = (rows: string, asks: readonly (() => Promise<Answer>)[]): Promise<Answer[]> =>
    allAtOnce(panel.server.database, rows, asks, () => panel.admin.rows('coupons'));

  it('adjusts the stock once, and answers the same when it is sent again, also after a restart', async () => {
    const key = newKey();
    const first = await adjust(key);
    const again = await adjust(key, { reason: ' 추가 ' });
    await panel.server.restart();
    const late = await adjust(key);
    for (const answer of [first, again, late]) {
      expect(answer.status).toBe(200);
      expect(answer.json()).toEqual(first.json());
    }
    expect([await left(), await adjustments()]).toEqual([15, 1]);
  });

  it('adjusts the stock once when it is sent twice at once', async () => {
    const key = newKey();
    const send = (): Promise<Answer> => adjust(key);
    const answers = await atOnce(`"coupon" WHERE "id" = ${coupon}`, [send, send, send]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.map((answer) => answer.json<PanelAnswer>().notice)).toEqual(
      answers.map(() => expect.objectContaining({ type: 'success', options: { count: 15 } }) as unknown),
    );
    expect([await left(), await adjustments()]).toEqual([15, 1]);
  });

  it('is answered with the stock as it is by now', async () => {
    const key = newKey();
    await adjust(key);
    await panel.admin.act('coupons', coupon, 'adjustStock', { delta: '-3' });
    expect((await adjust(key)).json<PanelAnswer>().notice?.options).toEqual({ count: 12 });
  });

  it('is refused when it asks for another change than before, and changes nothing', async () => {
    const key = newKey();
    const other = await aCoupon(panel.server.database, { count: 5 });
    await adjust(key);
    const refused = await adjust(key, { delta: '11' });
    expectRefusal(refused, 409, 'REQUEST_KEY_REUSED');
    expect(refused.json<PanelAnswer>().notice?.message).toContain('같은 요청 키로 다른 변경이 이미 처리되었습니다');
    expectRefusal(await adjust(key, { reason: '다른 이유' }), 409, 'REQUEST_KEY_REUSED');
    expectRefusal(await adjust(key, {}, other), 409, 'REQUEST_KEY_REUSED');
    expectRefusal(await panel.admin.create('coupons', { ...TERMS, request_key: key }), 409, 'REQUEST_KEY_REUSED');
    expect([await left(), await left(other), await adjustments(other)]).toEqual([15, 5, 0]);
  });

  it('is refused when two coupons are adjusted with it at once: one of them is', async () => {
    const key = newKey();
    const other = await aCoupon(panel.server.database, { count: 5 });
    const rows = `"coupon" WHERE "id" IN (${coupon}, ${other})`;
    const answers = await atOnce(rows, [() => adjust(key), () => adjust(key, {}, other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await adjustments()) + (await adjustments(other))).toBe(1);
  });

  it('that was refused leaves its key free', async () => {
    const key = newKey();
    expectRefusal(await adjust(key, { delta: '-6' }), 400, 'STOCK_RANGE');
    expect((await adjust(key)).status).toBe(200);
  });

  it.each(['a'.repeat(65), 'a b', '키', '<script>'])('must have a readable one, not %s', async (key) => {
    expectRefusal(await adjust(key), 400, 'INVALID');
    expectRefusal(await panel.admin.create('coupons', { ...TERMS, request_key: key }), 400, 'INVALID');
    expect(await left()).toBe(5);
  });

  it('is not needed: without one, every request counts', async () => {
    for (const key of ['', '']) expect((await adjust(key)).status).toBe(200);
    expect([await left(), await adjustments()]).toEqual([25, 2]);
  });

  it('creates one coupon, however often it is sent', async () => {
    const before = await countOf(panel.server.database, 'coupon');
    const fields = { ...TERMS, ...HOURS, request_key: newKey() };
    const send = (): Promise<Answer> => panel.admin.create('coupons', fields);
    const answers = [...(await Promise.all([send(), send(), send()])), await send()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map((answer) => answer.json<PanelAnswer>().record.id)).size).toBe(1);
    expect(await countOf(panel.server.database, 'coupon')).toBe(before + 1);
    for (const other of [{ name: '다른 쿠폰' }, { count: '6' }, { ends_at: '2031-01-03 09:00' }]) {
      expectRefusal(await panel.admin.create('coupons', { ...fields, ...other }), 409, 'REQUEST_KEY_REUSED');
    }
    expect(await countOf(panel.server.database, 'coupon')).toBe(before + 1);
  });
});

function cutLine(): void {
  it('a stock change with a key may be sent again, and counts once; one without must be looked at', async () => {
    const [database, line] = await proxiedDatabase();
    const server = await startServer({ database });
    const panelClient = await operator(server);
    const coupon = await aCoupon(database, { count: 5 });
    const adjust = (fields: Record<string, string>): Promise<Answer> =>
      panelClient.act('coupons', coupon, 'adjustStock', { delta: '10', ...fields });
    for (const [words, fields, sentence] of [
      ['the-lost-request', { request_key: 'the-lost-request' }, '다시 제출해도 한 번만 반영됩니다'],
      ['a reason of its own', { reason: 'a reason of its own' }, '현재 값을 확인한 다음 다시 시도해 주세요'],
    ] as const) {
      const cut = line.cutAt(words, 'after they are answered', 'COMMIT');
      const unknown = await adjust(fields);
      await cut;
      expectRefusal(unknown, 503, 'UNAVAILABLE');
      expect(unknown.json<PanelAnswer>().notice?.message).toContain(sentence);
    }
    expect((await panelClient.row('coupons', coupon)).params['count']).toBe(25);
    expect((await adjust({ request_key: 'the-lost-request' })).status).toBe(200);
    expect((await panelClient.row('coupons', coupon)).params['count']).toBe(25);
  });
}

onPostgres('When the line to PostgreSQL is cut after COMMIT', cutLine);
