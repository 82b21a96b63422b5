import { DataSource, type EntityManager } from 'typeorm';
import { withFreeCode } from './attempts.js';
import type { Issued, Issuer, Press, Refusal } from './issuer.js';
import { ISSUING_CONNECTIONS } from './postgres-pools.js';
import { Coupon, CouponUser } from './stock.entities.js';

/** One transaction for each request: lock the coupon's row, check the stock, insert, update, commit. */
export class RowLockOnPostgres implements Issuer {
  private readonly dataSource: DataSource;

  constructor(url: string) {
    this.dataSource = new DataSource({
      type: 'postgres',
      url,
      entities: [Coupon, CouponUser],
      poolSize: ISSUING_CONNECTIONS,
    });
  }

  async open(): Promise<this> {
    await this.dataSource.initialize();
    return this;
  }

  issue(press: Press): Promise<Issued | Refusal> {
    return withFreeCode(press, (code, now) =>
      this.dataSource.transaction((manager) => this.issueOne(manager, press, code, now)),
    );
  }

  private async issueOne(manager: EntityManager, press: Press, code: string, now: Date): Promise<number | undefined> {
    const where = { id: press.couponId };
    const coupon = await manager.findOne(Coupon, { where, lock: { mode: 'pessimistic_write' } });
    if (!coupon || coupon.count < 1) return undefined;
    const row = { ...press, code, isUsed: false, createdAt: now, updatedAt: now };
    const { identifiers } = await manager.insert(CouponUser, row);
    await manager.update(Coupon, where, { count: coupon.count - 1 });
    return identifiers[0]?.['id'] as number;
  }
}
