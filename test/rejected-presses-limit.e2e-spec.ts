import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { onEachDatabase } from './support/on-each-database.js';
import { presser, refusalOf, rejectedTimes, type Pressed, type Presser } from './support/rejected-presses.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf, type TestDatabase } from './support/test-database.js';

onEachDatabase('Rejected presses', (kind) => {
  let server: RunningServer;
  let database: TestDatabase;
  let member: Presser;
  let work: number;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    database = server.database;
    member = await presser(server);
    work = await aWork(database);
  });

  /** Writes rows of a member: one of `known`, if it is given, and others of coupons that do not exist. */
  const rowsOf = async ({ id }: Presser, rows: number, known?: Pressed): Promise<void> => {
    const now = new Date();
    for (let row = 1; row <= rows; row++) {
      const press = row === 1 && known ? known : { coupon: 1_000_000 + row, work };
      await database.execute(`INSERT INTO "rejected_press" VALUES ($1, $2, $3, 1, $4, $5, 'SOLD_OUT')`, [
        ...[id, press.coupon, press.work, now, now],
      ]);
    }
  };

  it('never get more rows than 500 of a member, however many new ones come at once', async () => {
    const many = await presser(server);
    const coupon = await aCoupon(database, { count: 0 });
    const works = [];
    for (let row = 0; row < 20; row++) works.push(await aWork(database));
    await rowsOf(many, 490);
    const codes = await Promise.all(works.map((one) => refusalOf(many, { coupon, work: one })));
    expect(new Set(codes)).toEqual(new Set(['SOLD_OUT']));
    // Written after the presses above, or together with them.
    const last = { coupon, work };
    await refusalOf(member, last);
    await rejectedTimes(database, member.id, last, 1);
    expect(await countOf(database, 'rejected_press', `"user_id" = ${many.id}`)).toBe(500);
  });

  it('get no new row for a member who has 500, but are counted in those that exist', async () => {
    const many = await presser(server);
    const known = { coupon: await aCoupon(database, { count: 0 }), work };
    const last = { coupon: await aCoupon(database, { paused: true }), work };
    await rowsOf(many, 500, known);
    await refusalOf(many, last);
    await refusalOf(many, known);
    // Written after the presses above, or together with them.
    await refusalOf(member, last);
    await rejectedTimes(database, member.id, last, 1);
    await rejectedTimes(database, many.id, known, 2);
    expect(await countOf(database, 'rejected_press', `"user_id" = ${many.id}`)).toBe(500);
  });
});
