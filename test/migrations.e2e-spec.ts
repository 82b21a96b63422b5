import { memberRow } from './builders/member-row.js';
import { aWork } from './builders/works.js';
import { migrated } from './support/migrations.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer } from './support/server.js';
import { countOf, emptyDatabase, insertRow, type TestDatabase } from './support/test-database.js';
import { verification } from './support/verification.js';

const LEDGER = '1795392000000';
const REPAIR = '1795478400000';

const created_at = new Date('2026-05-01T00:00:00Z');
const instants = { created_at, updated_at: created_at };

/** So many were issued, and so many of those revoked; the ledger knows of none of it. */
type Sold = { readonly left: number; readonly issued: number; readonly revoked: number };

const SOLD: readonly Sold[] = [
  { left: 4, issued: 3, revoked: 1 },
  { left: 5, issued: 2, revoked: 2 },
  { left: 0, issued: 2, revoked: 0 },
  { left: 7, issued: 0, revoked: 0 },
];

onEachDatabase('A database of an earlier version with revoked coupons', (kind) => {
  let database: TestDatabase;
  let coupons: number[];

  /** Coupons as they were sold before there was a ledger. */
  async function sellWithoutLedger(): Promise<void> {
    const work = await aWork(database);
    const row = await memberRow('not-needed-here-5');
    coupons = [];
    for (const { left, issued, revoked } of SOLD) {
      const coupon = { name: 'c', discount_amount: 0, discount_rate: 0, count: left, ...instants };
      coupons.push(await insertRow(database, 'coupon', coupon));
      for (let n = 0; n < issued; n++) {
        const holder = await insertRow(database, 'user', row(`holder-${coupons.length}-${n}@example.com`));
        const code = `CODE${coupons.length}00${n}`;
        const revoked_at = n < revoked ? new Date('2026-05-02T00:00:00Z') : null;
        const holding = { coupon_id: coupons.at(-1), user_id: holder, work_id: work, code, revoked_at, ...instants };
        await insertRow(database, 'coupon_user', holding);
      }
    }
  }

  /** The ledger as it was first made: what was revoked by then is in none of its rows. */
  async function openFirstLedger(): Promise<void> {
    for (const [place, { left, issued, revoked }] of SOLD.entries()) {
      const row = { coupon_id: coupons[place], note: 'before the ledger', created_at };
      const kept = issued - revoked;
      await insertRow(database, 'stock_movement', { ...row, kind: 'opening', delta: left + kept });
      if (kept > 0) await insertRow(database, 'stock_movement', { ...row, kind: 'issued', delta: -kept });
    }
  }

  const stocks = async (): Promise<number[]> =>
    (await database.rows<{ count: number }>('SELECT "count" FROM "coupon" ORDER BY "id"')).map(({ count }) => count);

  async function startNewVersion(): Promise<void> {
    const server = await startServer({ database });
    expect(await stocks()).toEqual(SOLD.map(({ left }) => left));
    await server.stop();
  }

  beforeEach(async () => {
    database = await emptyDatabase(kind);
  });

  it('gets a ledger in which they are issued and returned', async () => {
    await migrated(database, 'before', LEDGER);
    await sellWithoutLedger();
    await startNewVersion();
    expect(await verification(database)).toEqual({ code: 0, found: [] });
  });

  it('has its first ledger completed', async () => {
    await migrated(database, 'before', REPAIR);
    await sellWithoutLedger();
    await openFirstLedger();
    await startNewVersion();
    expect(await verification(database)).toEqual({ code: 0, found: [] });
    const movements = await countOf(database, 'stock_movement');
    await migrated(database, 'before', REPAIR);
    await migrated(database, 'up');
    expect(await countOf(database, 'stock_movement')).toBe(movements);
  });

  it('keeps a fault that they do not explain', async () => {
    await migrated(database, 'before', REPAIR);
    await sellWithoutLedger();
    await openFirstLedger();
    await database.execute(`UPDATE "coupon_user" SET "revoked_at" = NULL WHERE "coupon_id" = $1`, [coupons[1]]);
    await migrated(database, 'up');
    const { found } = await verification(database);
    expect(found.map(({ name, rows }) => [name, rows.map((row) => row['coupon_id'])])).toContainEqual([
      'ISSUED_NOT_IN_LEDGER',
      [coupons[1]],
    ]);
  });
});
