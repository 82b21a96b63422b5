import { insertRow, type TestDatabase } from '../support/test-database.js';
import { aCoupon } from './coupons.js';
import { aWork } from './works.js';

/** A coupon of which two were issued, whose ledger is correct. */
export type CouponWithLedger = {
  readonly coupon: number;
  readonly work: number;
  readonly issued: readonly [number, number];
};

let serial = 0;

/** @param members the ids of two members */
export async function aCouponWithLedger(
  database: TestDatabase,
  members: readonly [number, number],
): Promise<CouponWithLedger> {
  const now = new Date();
  const [coupon, work] = [await aCoupon(database, { count: 5 }), await aWork(database)];
  const issued = await Promise.all(
    members.map((user_id) => {
      const code = `BOOKS${String(++serial).padStart(3, '0')}`;
      const row = { coupon_id: coupon, work_id: work, user_id, code, created_at: now, updated_at: now };
      return insertRow(database, 'coupon_user', row);
    }),
  );
  await database.execute('UPDATE "coupon" SET "count" = 3 WHERE "id" = $1', [coupon]);
  await insertRow(database, 'stock_movement', { coupon_id: coupon, kind: 'issued', delta: -2, created_at: now });
  return { coupon, work, issued: [issued[0]!, issued[1]!] };
}
