import type { CouponStockService } from '../../src/coupon/stock/coupon-stock.service.js';
import { BY } from '../builders/actors.js';
import { aCoupon } from '../builders/coupons.js';
import { Application, type Remote } from '../support/application.js';
import { onEachDatabase } from '../support/on-each-database.js';
import type { TestDatabase } from '../support/test-database.js';

const NO_NOTE = { by: BY, note: null };

onEachDatabase('CouponStockService', (kind) => {
  let stock: Remote<CouponStockService>;
  let database: TestDatabase;

  beforeAll(async () => {
    const application = await Application.start(kind);
    stock = application.service<CouponStockService>('CouponStockService');
    database = application.database;
  });

  /** The amounts of the coupon's ledger, oldest first. */
  const ledger = async (coupon: number): Promise<number[]> => {
    const sql = 'SELECT "delta" FROM "stock_movement" WHERE "coupon_id" = $1 ORDER BY "id"';
    return (await database.rows<{ delta: number }>(sql, [coupon])).map(({ delta }) => delta);
  };

  it('adds and removes units, each with a row in the ledger', async () => {
    const coupon = await aCoupon(database, { count: 10 });
    expect(await stock.adjust(coupon, 5, NO_NOTE)).toMatchObject({ count: 15 });
    expect(await stock.adjust(coupon, -12, NO_NOTE)).toMatchObject({ count: 3 });
    expect(await ledger(coupon)).toEqual([10, 5, -12]);
  });

  it('refuses to go below 0 and writes nothing then', async () => {
    const coupon = await aCoupon(database, { count: 2 });
    await expect(stock.adjust(coupon, -3, NO_NOTE)).rejects.toMatchObject({ code: 'STOCK_RANGE' });
    expect(await ledger(coupon)).toEqual([2]);
  });

  it('adjusts once for a request that arrives twice with the same key', async () => {
    const coupon = await aCoupon(database, { count: 10 });
    const reason = { by: BY, note: '재입고', requestKey: `key-${coupon}` };
    await Promise.all([stock.adjust(coupon, 5, reason), stock.adjust(coupon, 5, reason)]);
    expect(await ledger(coupon)).toEqual([10, 5]);
  });

  it('counts every one of many adjustments at once', async () => {
    const coupon = await aCoupon(database, { count: 0 });
    await Promise.all(Array.from({ length: 20 }, () => stock.adjust(coupon, 1, NO_NOTE)));
    expect(await stock.adjust(coupon, 0, NO_NOTE)).toMatchObject({ count: 20 });
  });
});
