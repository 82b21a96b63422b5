import { insertRow, type TestDatabase } from '../support/test-database.js';
import { aCoupon } from './coupons.js';
import { aWork } from './works.js';

/** Higher than the ids that PostgreSQL gives to members who sign up. */
const FIRST_MEMBER = 1_000_000;

/** A coupon of which so many were issued, each to another member. `ids` are those of the issued coupons. */
export type SoldCoupon = { readonly coupon: number; readonly work: number; readonly ids: readonly number[] };

/** Writes a coupon, its issued coupons and its ledger into the tables. @param left the stock that remains */
export async function aSoldCoupon(
  database: TestDatabase,
  {
    issued,
    left = 0,
    name = '첫 화 무료',
  }: { readonly issued: number; readonly left?: number; readonly name?: string },
): Promise<SoldCoupon> {
  const coupon = await aCoupon(database, { count: left + issued, name });
  const work = await aWork(database);
  const [highest] = await database.rows<{ id: number }>('SELECT MAX(id) AS id FROM "user"');
  const first = Math.max(FIRST_MEMBER, highest!.id + 1);
  const series = `WITH RECURSIVE n(i) AS (SELECT ${first} UNION ALL SELECT i + 1 FROM n WHERE i < ${first + issued - 1})`;
  const at = database.kind === 'postgres' ? `timestamptz '2026-10-01T12:00:00Z'` : `'2026-10-01 12:00:00.000'`;
  const email = `'buyer-' || i || '@example.com'`;
  await database.execute(`${series} INSERT INTO "user" (id, email, email_key, password, is_admin, is_active, created_at, updated_at)
    SELECT i, ${email}, ${email}, '!', FALSE, TRUE, ${at}, ${at} FROM n`);
  await database.execute(`${series} INSERT INTO coupon_user (coupon_id, user_id, work_id, code, is_used, created_at, updated_at)
    SELECT ${coupon}, i, ${work}, CAST(30000000 + i AS varchar(8)), FALSE, ${at}, ${at} FROM n ORDER BY i`);
  await insertRow(database, 'stock_movement', {
    coupon_id: coupon,
    kind: 'issued',
    delta: -issued,
    created_at: new Date(),
  });
  await database.execute('UPDATE coupon SET count = $1 WHERE id = $2', [left, coupon]);
  if (database.kind === 'postgres') await database.execute('ANALYZE');
  const rows = await database.rows<{ id: number }>('SELECT id FROM coupon_user WHERE coupon_id = $1 ORDER BY id', [
    coupon,
  ]);
  return { coupon, work, ids: rows.map(({ id }) => id) };
}
