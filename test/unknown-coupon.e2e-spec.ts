import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { breakSession, holdTable, holdWrites, sessionsAtLock, waitingForLock } from './faults/held-lock.js';
import { COME_BACK, outcomeOf } from './history/outcome.js';
import { openSale } from './history/sale.js';
import type { Answer } from './support/answer.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { onPostgres, onEachDatabase } from './support/on-each-database.js';
import { expectRefusalWith } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

const env = { SECRET_KEY };
const MADE_UP = 900_000;

const missing = (id: number): string[] => [`유효하지 않은 pk "${id}" - 객체가 존재하지 않습니다.`];

/** Each of them presses another coupon that does not exist. */
const pressMadeUp = (shoppers: readonly Shopper[], work: number): Promise<Answer[]> =>
  Promise.all(
    shoppers.map(({ client }, place) => client.post('/couponuser/', { coupon: MADE_UP + place, work: work + place })),
  );

/** The first of them names a work that exists. */
function expectMissing(answers: readonly Answer[], work: number): void {
  answers.forEach((answer, place) => {
    const coupon = missing(MADE_UP + place);
    const body = place === 0 ? { coupon } : { coupon, work: missing(work + place) };
    expectRefusalWith(answer, 400, 'DOES_NOT_EXIST', body);
  });
}

onEachDatabase('A press for a coupon that does not exist', (kind) => {
  let server: RunningServer;
  let shoppers: Shopper[];
  let work: number;

  beforeAll(async () => {
    server = await startServer({ database: kind, env });
    shoppers = await crowd(server, 24);
    work = await aWork(server.database);
  });

  const press = (coupon: number, door = server): Promise<Answer> =>
    shoppers[0]!.client.at(door).post('/couponuser/', { coupon, work });
  const code = async (coupon: number, door = server): Promise<unknown> => {
    const answer = await press(coupon, door);
    return answer.status === 201 ? 'issued' : answer.json()['code'];
  };

  it('is refused without a lock, every time, while another session locks every coupon', async () => {
    const release = await holdWrites(server.database, 'coupon');
    const answers = [await pressMadeUp(shoppers, work), await pressMadeUp(shoppers, work)];
    await release();
    for (const each of answers) expectMissing(each, work);
  });

  it('is issued as soon as the coupon is created, in every process', async () => {
    const second = await startServer({ database: server.database, env });
    const next = (await aCoupon(server.database)) + 1;
    for (const door of [server, second, server, second]) expect(await code(next, door)).toBe('DOES_NOT_EXIST');
    expect(await aCoupon(server.database)).toBe(next);
    expect(await code(next, second)).toBe('issued');
    expect(await code(next, server)).toBe('ALREADY_ISSUED');
  });

  it('is refused, too, when the coupon was there at the press before, or is hidden now', async () => {
    const coupon = await aCoupon(server.database, { paused: true });
    expect(await code(coupon)).toBe('PAUSED');
    await server.database.execute(`UPDATE "coupon" SET "is_hidden" = $1 WHERE "id" = ${coupon}`, [true]);
    expectRefusalWith(await press(coupon), 400, 'DOES_NOT_EXIST', { coupon: missing(coupon) });
    await server.database.execute(`DELETE FROM "stock_movement" WHERE "coupon_id" = ${coupon}`);
    await server.database.execute(`DELETE FROM "coupon" WHERE "id" = ${coupon}`);
    for (let time = 0; time < 2; time++) {
      expectRefusalWith(await press(coupon), 400, 'DOES_NOT_EXIST', { coupon: missing(coupon) });
    }
  });
});

function slowLookUps(): void {
  let server: RunningServer;
  let shoppers: Shopper[];
  let work: number;

  beforeAll(async () => {
    server = await startServer({ database: 'postgres', env });
    shoppers = await crowd(server, 24);
    work = await aWork(server.database);
  });

  it('take one connection, however many coupons are made up, so that members are still looked up', async () => {
    const release = await holdTable(server.database, 'coupon');
    const answers = pressMadeUp(shoppers, work);
    await waitingForLock(server.database, 1);
    const others = await Promise.all(shoppers.map(({ client }) => client.get('/couponuser/')));
    expect(await sessionsAtLock(server.database)).toBe(1);
    await release();
    expect(others.map(({ status }) => status)).toEqual(others.map(() => 200));
    expectMissing(await answers, work);
  });

  it('keep the order of arrival: the first press gets the last unit', async () => {
    const sale = await openSale(server.database, { stock: 1, crowd: shoppers, works: 1 });
    const [first, ...later] = sale.presses();
    const release = await holdTable(server.database, 'coupon');
    const won = sale.press(first!);
    await waitingForLock(server.database, 1);
    const lost = later.map((press) => sale.press(press));
    await release();
    expect(await won).toMatchObject({ kind: 'ok', fresh: true });
    expect(await Promise.all(lost)).toEqual(lost.map(() => ({ kind: 'refused', reason: 'SOLD_OUT' })));
    await sale.expectExact();
  });

  it('that fail are answered as any failure of the database: press again', async () => {
    const coupon = await aCoupon(server.database);
    const release = await holdTable(server.database, 'coupon');
    const press = (): Promise<Answer> => shoppers[0]!.client.post('/couponuser/', { coupon, work });
    const failed = press();
    await waitingForLock(server.database, 1);
    await breakSession(server.database, `wait_event_type = 'Lock'`);
    expect(outcomeOf(await failed)).toEqual({ kind: 'unknown', why: COME_BACK });
    await release();
    expect((await press()).status).toBe(201);
  });
}

onPostgres('Slow look-ups of coupons on PostgreSQL', slowLookUps);
