import Sqlite from 'better-sqlite3';
import { audit, stateOf } from './audit.js';

const PRESSES = { coupons: [1], firstUserId: 101, users: 4, firstWorkId: 1, from: 0, to: 400 };
const CODES = ['AAAAAAAA', 'BBBBBBBB', 'CCCCCCCC', 'DDDDDDDD'];

/** Stock 10; members 101 and 102 were issued a coupon, 103 was refused, 104 got 503. */
async function afterARun() {
  const database = new Sqlite(':memory:');
  const store = { rows: async (sql) => database.prepare(sql).all() };
  database.exec(`CREATE TABLE coupon (id INTEGER PRIMARY KEY, count INTEGER);
    CREATE TABLE coupon_user (id INTEGER PRIMARY KEY, coupon_id, user_id, work_id, code);
    INSERT INTO coupon VALUES (1, 10);
    INSERT INTO coupon_user VALUES (1, 1, 7, 1, 'EEEEEEEE')`);
  const before = await stateOf(store);
  database.exec(`INSERT INTO coupon_user VALUES (2, 1, 101, 1, 'AAAAAAAA'), (3, 1, 102, 1, 'BBBBBBBB');
    UPDATE coupon SET count = 8`);
  const received = { count: 4, statuses: Uint16Array.of(201, 201, 400, 503), codes: Buffer.from(CODES.join('')) };
  return { database, find: () => audit(store, before, PRESSES, received) };
}

describe('audit', () => {
  it('finds nothing if the responses agree with the rows', async () => {
    const { find } = await afterARun();
    expect(await find()).toEqual({ count: 0, lines: [] });
  });

  it('accepts both outcomes for a press without a final response', async () => {
    const { database, find } = await afterARun();
    database.exec(`INSERT INTO coupon_user VALUES (4, 1, 104, 1, 'DDDDDDDD'); UPDATE coupon SET count = 7`);
    expect(await find()).toEqual({ count: 0, lines: [] });
  });

  it.each([
    [
      'the client received a code that is not in the database',
      `DELETE FROM coupon_user WHERE id = 3; UPDATE coupon SET count = 9`,
    ],
    [
      'the client received a different code from the one in the database',
      `UPDATE coupon_user SET code = 'XXXXXXXX' WHERE id = 2`,
    ],
    [
      'the client received a refusal, but the coupon is in the database',
      `INSERT INTO coupon_user VALUES (4, 1, 103, 1, 'CCCCCCCC'); UPDATE coupon SET count = 7`,
    ],
    [
      'a coupon in the database was not requested',
      `INSERT INTO coupon_user VALUES (4, 1, 999, 1, 'CCCCCCCC'); UPDATE coupon SET count = 7`,
    ],
    [
      'issued twice to one member for one work',
      `INSERT INTO coupon_user VALUES (4, 1, 101, 1, 'AAAAAAAA'); UPDATE coupon SET count = 7`,
    ],
    ['the stock and the number of issued coupons differ', 'UPDATE coupon SET count = 7'],
  ])('finds: %s', async (finding, fault) => {
    const { database, find } = await afterARun();
    database.exec(fault);
    expect(await find()).toEqual({ count: 1, lines: [expect.stringContaining(finding)] });
  });
});
