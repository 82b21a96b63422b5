import { insertRow, type TestDatabase } from '../support/test-database.js';

type CouponShape = {
  name?: string;
  discount_amount?: number;
  discount_rate?: number;
  count?: number;
  starts_at?: Date;
  ends_at?: Date;
  time_zone?: string;
  paused?: boolean;
  is_hidden?: boolean;
};

/** Writes a coupon and its opening stock, 100 by default, into the tables. @returns its id */
export async function aCoupon(database: TestDatabase, shape: CouponShape = {}): Promise<number> {
  const now = new Date();
  const row = { name: '첫 화 무료', discount_amount: 1000, discount_rate: 0, count: 100, ...shape };
  const coupon = await insertRow(database, 'coupon', { ...row, created_at: now, updated_at: now });
  const opening = { coupon_id: coupon, kind: 'opening', delta: row.count, created_at: now };
  await insertRow(database, 'stock_movement', opening);
  return coupon;
}
