import { aCouponWithLedger, type CouponWithLedger } from './builders/coupon-with-ledger.js';
import { memberRow } from './builders/member-row.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer } from './support/server.js';
import { copyOf, insertRow, type TestDatabase } from './support/test-database.js';
import { dropAllConstraints } from './support/constraints.js';
import { verification, type Found } from './support/verification.js';

const NOBODY = 999_999;

type Fault = { plant: (database: TestDatabase, books: CouponWithLedger) => Promise<unknown>; found: readonly string[] };

const sql =
  (statement: string, pick: (books: CouponWithLedger) => readonly unknown[]) =>
  (database: TestDatabase, books: CouponWithLedger) =>
    database.execute(statement, pick(books));
const ofCoupon = ({ coupon }: CouponWithLedger): number[] => [coupon];
const ofFirst = ({ issued }: CouponWithLedger): number[] => [issued[0]];
const movement =
  (row: object, at = new Date()) =>
  (database: TestDatabase, { coupon }: CouponWithLedger) =>
    insertRow(database, 'stock_movement', { coupon_id: coupon, created_at: at, ...row });

/** Everything that can be wrong, with the findings that it must lead to, and no other. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'a unit that vanished from the stock': {
    plant: sql('UPDATE "coupon" SET "count" = 2 WHERE "id" = $1', ofCoupon),
    found: ['STOCK_NOT_FROM_LEDGER'],
  },
  'a stock below nothing': {
    plant: async (database, { coupon }) => {
      await database.execute('UPDATE "coupon" SET "count" = -1 WHERE "id" = $1', [coupon]);
      await database.execute(`UPDATE "stock_movement" SET "delta" = 1 WHERE "coupon_id" = $1 AND "kind" = 'opening'`, [
        coupon,
      ]);
    },
    found: ['NEGATIVE_STOCK', 'OVER_ISSUED'],
  },
  'one coupon more than the stock': {
    plant: async (database, { coupon }) => {
      await database.execute('UPDATE "coupon" SET "count" = 0 WHERE "id" = $1', [coupon]);
      const change = 'UPDATE "stock_movement" SET "delta" = $2 WHERE "coupon_id" = $1 AND "kind" = $3';
      await database.execute(change, [coupon, 1, 'opening']);
      await database.execute(change, [coupon, -1, 'issued']);
    },
    found: ['OVER_ISSUED', 'ISSUED_NOT_IN_LEDGER'],
  },
  'an issued coupon that is gone': {
    plant: sql('DELETE FROM "coupon_user" WHERE "id" = $1', ofFirst),
    found: ['ISSUED_NOT_IN_LEDGER'],
  },
  'a revoked coupon whose unit did not come back': {
    plant: sql('UPDATE "coupon_user" SET "revoked_at" = $2 WHERE "id" = $1', (books) => [books.issued[0], new Date()]),
    found: ['RETURNED_NOT_IN_LEDGER', 'USAGE_MISCOUNTED'],
  },
  'a revoked coupon whose unit is said to be withdrawn': {
    plant: sql('UPDATE "coupon_user" SET "unit_withdrawn" = $2 WHERE "id" = $1', (books) => [books.issued[0], true]),
    found: ['WITHDRAWN_NOT_IN_LEDGER'],
  },
  'a used coupon that was not counted': {
    plant: sql('UPDATE "coupon_user" SET "is_used" = $2 WHERE "id" = $1', (books) => [books.issued[0], true]),
    found: ['USAGE_MISCOUNTED'],
  },
  'a ledger without an opening': {
    plant: sql(`UPDATE "stock_movement" SET "kind" = 'adjusted' WHERE "coupon_id" = $1 AND "delta" > 0`, ofCoupon),
    found: ['NO_OPENING'],
  },
  'a second opening': { plant: movement({ kind: 'opening', delta: 0 }), found: ['NO_OPENING'] },
  'a movement of an unknown kind': { plant: movement({ kind: 'gift', delta: 0 }), found: ['BAD_MOVEMENT'] },
  'a restored coupon that gave a unit': {
    plant: movement({ kind: 'restored', delta: 0 }),
    found: ['BAD_MOVEMENT'],
  },
  'a movement by an operator who is not there': {
    plant: movement({ kind: 'adjusted', delta: 0, by_user_id: NOBODY }),
    found: ['ORPHAN_OPERATOR'],
  },
  'movements of a coupon that is not there': {
    plant: movement({ kind: 'adjusted', delta: 1, coupon_id: NOBODY }),
    found: ['ORPHAN_MOVEMENT'],
  },
  'a member who holds two': {
    plant: sql(
      'UPDATE "coupon_user" SET "user_id" = (SELECT "user_id" FROM "coupon_user" WHERE "id" = $1) WHERE "id" = $2',
      ({ issued }) => issued,
    ),
    found: ['DOUBLE_HOLDING'],
  },
  'a code that two hold': {
    plant: sql(
      'UPDATE "coupon_user" SET "code" = (SELECT "code" FROM "coupon_user" WHERE "id" = $1) WHERE "id" = $2',
      ({ issued }) => issued,
    ),
    found: ['DOUBLE_CODE'],
  },
  'a code of seven characters': {
    plant: sql(`UPDATE "coupon_user" SET "code" = 'SEVENCH' WHERE "id" = $1`, ofFirst),
    found: ['BAD_CODE'],
  },
  'a code with a sign in it': {
    plant: sql(`UPDATE "coupon_user" SET "code" = 'ABCD-123' WHERE "id" = $1`, ofFirst),
    found: ['BAD_CODE'],
  },
  'a holder who is not there': {
    plant: sql('UPDATE "coupon_user" SET "user_id" = $2 WHERE "id" = $1', ({ issued }) => [issued[0], NOBODY]),
    found: ['ORPHAN_USER'],
  },
  'a work that is not there': {
    plant: sql('UPDATE "coupon_user" SET "work_id" = $2 WHERE "id" = $1', ({ issued }) => [issued[0], NOBODY]),
    found: ['ORPHAN_WORK'],
  },
  'a coupon that is not there': {
    plant: async (database, { work }) => {
      const [user] = await database.rows<{ id: number }>('SELECT min("id") AS id FROM "user"');
      const now = new Date();
      const row = { coupon_id: NOBODY, work_id: work, user_id: user!.id, is_used: false, code: 'NOCOUPON' };
      await database.execute(
        `INSERT INTO "coupon_user" ("id", "coupon_id", "work_id", "user_id", "code", "is_used", "created_at", "updated_at")
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
        [NOBODY, row.coupon_id, row.work_id, row.user_id, row.code, row.is_used, now],
      );
    },
    found: ['ORPHAN_COUPON'],
  },
};

onEachDatabase('npm run verify', (kind) => {
  let database: TestDatabase;
  let migrated: TestDatabase;
  let members: [number, number];

  beforeAll(async () => {
    const server = await startServer({ database: kind });
    migrated = server.database;
    await server.stop();
  });

  beforeEach(async () => {
    database = await copyOf(migrated);
    const row = await memberRow('not-needed-here-5');
    members = [await insertRow(database, 'user', row('one@a.kr')), await insertRow(database, 'user', row('two@a.kr'))];
  });

  it('finds nothing in a correct database', async () => {
    await aCouponWithLedger(database, members);
    expect(await verification(database)).toEqual({ code: 0, found: [] });
  });

  it.each(Object.entries(FAULTS))('finds %s, and names the rows', async (_, { plant, found }) => {
    await aCouponWithLedger(database, members);
    const books = await aCouponWithLedger(database, members);
    await dropAllConstraints(database);
    await plant(database, books);
    const result = await verification(database);
    expect(result.code).toBe(1);
    expect(names(result.found)).toEqual([...found].sort());
    for (const { rows } of result.found) expect(rows.length).toBeGreaterThan(0);
  });

  it('finds all of it at once, each fault in the coupon where it was planted', async () => {
    const planted: [Fault, CouponWithLedger][] = [];
    for (const fault of Object.values(FAULTS)) planted.push([fault, await aCouponWithLedger(database, members)]);
    await dropAllConstraints(database);
    for (const [{ plant }, books] of planted) await plant(database, books);
    const { found } = await verification(database);
    expect(names(found)).toEqual([...new Set(Object.values(FAULTS).flatMap((fault) => fault.found))].sort());
    for (const [{ found: expected }, books] of planted) {
      for (const name of expected) expect([name, touches(found, name, books)]).toEqual([name, true]);
    }
  });
});

const names = (found: readonly Found[]): string[] => found.map(({ name }) => name).sort();

/** Some row of that finding is about these books, or about what is not there. */
function touches(found: readonly Found[], name: string, { coupon, issued }: CouponWithLedger): boolean {
  const rows = found.find((one) => one.name === name)?.rows ?? [];
  return rows.some((row) => {
    const about = Number(row['coupon_id'] ?? row['id']);
    return about === coupon || about === NOBODY || issued.includes(Number(row['id']));
  });
}
