import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import type { Answer } from './support/answer.js';
import type { Client } from './support/client.js';
import { member, members } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';

const CROWD = 200;

onEachDatabase('When all members press at once', (kind) => {
  let server: RunningServer;
  let crowd: Client[];
  let work: number;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    work = await aWork(server.database);
    crowd = await members(server, CROWD);
  });

  it('a stock of 50 gives 200 members 50 different codes and 150 times "sold out"', async () => {
    const coupon = await aCoupon(server.database, { count: 50 });
    const answers = await Promise.all(crowd.map((client) => client.post('/couponuser/', { coupon, work })));
    expect(tally(answers)).toEqual({ '201': 50, '400 SOLD_OUT': 150 });
    expect(await state(coupon)).toEqual({ rows: 50, codes: 50, holders: 50, left: 0 });
    const kept = await server.database.rows<{ code: string }>(
      'SELECT "code" FROM "coupon_user" WHERE "coupon_id" = $1 ORDER BY "code"',
      [coupon],
    );
    expect(kept.map(({ code }) => code)).toEqual(codes(answers).sort());
  });

  it('the last unit goes to one of 64, in ten rounds', async () => {
    for (let round = 0; round < 10; round++) {
      const coupon = await aCoupon(server.database, { count: 1 });
      const answers = await Promise.all(crowd.slice(0, 64).map((one) => one.post('/couponuser/', { coupon, work })));
      expect(tally(answers)).toEqual({ '201': 1, '400 SOLD_OUT': 63 });
      expect(await state(coupon)).toEqual({ rows: 1, codes: 1, holders: 1, left: 0 });
    }
  });

  it('one member who presses 64 times gets one row, and the same code every time', async () => {
    const coupon = await aCoupon(server.database, { count: 100 });
    const eager = await member(server);
    const answers = await Promise.all(Array.from({ length: 64 }, () => eager.post('/couponuser/', { coupon, work })));
    expect(tally(answers)).toEqual({ '201': 1, '400 ALREADY_ISSUED': 63 });
    expect(new Set(codes(answers)).size).toBe(1);
    expect(await state(coupon)).toEqual({ rows: 1, codes: 1, holders: 1, left: 99 });
  });

  it('one member who presses 64 times for the last unit never gets "sold out"', async () => {
    const coupon = await aCoupon(server.database, { count: 1 });
    const eager = await member(server);
    const answers = await Promise.all(Array.from({ length: 64 }, () => eager.post('/couponuser/', { coupon, work })));
    expect(tally(answers)).toEqual({ '201': 1, '400 ALREADY_ISSUED': 63 });
    expect(await state(coupon)).toEqual({ rows: 1, codes: 1, holders: 1, left: 0 });
  });

  it('three coupons of two works each are issued exactly', async () => {
    const works = [await aWork(server.database), await aWork(server.database)];
    const coupons = await Promise.all([1, 2, 3].map(() => aCoupon(server.database, { count: 40 })));
    const presses = coupons.flatMap((coupon) => works.map((work) => ({ coupon, work })));
    const answers = await Promise.all(
      crowd.slice(0, 30).flatMap((client) => presses.map((press) => client.post('/couponuser/', press))),
    );
    expect(tally(answers)).toEqual({ '201': 120, '400 SOLD_OUT': 60 });
    for (const coupon of coupons) expect(await state(coupon)).toMatchObject({ rows: 40, codes: 40, left: 0 });
  });

  async function state(coupon: number): Promise<Record<string, number>> {
    const sql =
      'SELECT count(*) AS n, count(DISTINCT "code") AS codes, count(DISTINCT "user_id") AS holders ' +
      'FROM "coupon_user" WHERE "coupon_id" = $1';
    const [issued] = await server.database.rows<Record<'n' | 'codes' | 'holders', string>>(sql, [coupon]);
    const left = (await server.client().get(`/coupon/${coupon}/`)).json()['count'];
    return {
      rows: Number(issued?.n),
      codes: Number(issued?.codes),
      holders: Number(issued?.holders),
      left: Number(left),
    };
  }
});

onEachDatabase('When two processes serve one database', (kind) => {
  it('the stock is still issued exactly, once to each member', async () => {
    const env = { SECRET_KEY: 'shared-by-both-processes' };
    const first = await startServer({ database: kind, env });
    const second = await startServer({ database: first.database, env });
    const work = await aWork(first.database);
    const coupon = await aCoupon(first.database, { count: 40 });
    const crowd = await members(first, 60);
    const answers = await Promise.all(
      crowd.flatMap((client) => [client, client.at(second)].map((one) => one.post('/couponuser/', { coupon, work }))),
    );
    const counts = tally(answers);
    expect(counts['201']).toBe(40);
    expect(counts['400 ALREADY_ISSUED'] ?? 0).toBe(40);
    expect(counts['400 SOLD_OUT'] ?? 0).toBe(40);
    expect(await countOf(first.database, 'coupon_user', `"coupon_id" = ${coupon}`)).toBe(40);
    expect(await countOf(first.database, 'coupon', `"id" = ${coupon} AND "count" = 0`)).toBe(1);
  });
});

function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const name = answer.status === 201 ? '201' : `${answer.status} ${String(answer.json()['code'])}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** The codes handed out, in first answers and in repeated ones. */
function codes(answers: readonly Answer[]): string[] {
  return answers.flatMap((answer) => {
    const body = answer.json();
    const row = answer.status === 201 ? body : (body['coupon_user'] as Record<string, unknown> | undefined);
    return row ? [String(row['code'])] : [];
  });
}
