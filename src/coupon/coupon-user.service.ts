import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type FindOptionsWhere, type Repository } from 'typeorm';
import type { Step } from '../platform/database/statement.js';
import { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../platform/time/clock.js';
import { CouponStockService } from './coupon-stock.service.js';
import { noSuchCouponUser, revoked } from './coupon.errors.js';
import { Coupon } from './coupon.entity.js';
import { CouponUser } from './coupon-user.entity.js';

/** Issued coupons: what a member holds, and what an operator does to them. */
@Injectable()
export class CouponUserService {
  constructor(
    @InjectRepository(CouponUser) private readonly issued: Repository<CouponUser>,
    private readonly transactions: Transactions,
    private readonly stock: CouponStockService,
    private readonly clock: Clock,
  ) {}

  /** What the member holds, by id; revoked ones are no longer theirs. */
  listOf(userId: number): Promise<CouponUser[]> {
    return this.issued.find({ where: { userId, revokedAt: IsNull() }, order: { id: 'ASC' } });
  }

  /** @throws DomainError `NOT_FOUND`, also for somebody else's */
  async findOf(userId: number, id: number): Promise<CouponUser> {
    const held = await this.issued.findOneBy({ id, userId, revokedAt: IsNull() });
    if (!held) throw noSuchCouponUser();
    return held;
  }

  count(where: FindOptionsWhere<CouponUser>): Promise<number> {
    return this.issued.countBy(where);
  }

  /** @throws DomainError `REVOKED`, `NOT_FOUND` */
  markUsed(id: number, isUsed: boolean): Promise<void> {
    return this.transactions.run((tx) => this.markSteps(tx, id, isUsed));
  }

  /**
   * Takes the coupon back and returns its unit to the stock; again changes nothing.
   * @param byUserId the operator, for the ledger
   * @throws DomainError `NOT_FOUND`
   */
  revoke(id: number, byUserId: number | null = null): Promise<void> {
    return this.transactions.run((tx) => this.revokeSteps(tx, id, byUserId));
  }

  private *markSteps(tx: Tx, id: number, isUsed: boolean): Step<void> {
    const [row] = yield* tx.lock(CouponUser, { id });
    if (!row) throw noSuchCouponUser();
    if (row.revokedAt) throw revoked();
    yield* tx.update(CouponUser, { id }, { isUsed, updatedAt: this.clock.now() });
  }

  private *revokeSteps(tx: Tx, id: number, byUserId: number | null): Step<void> {
    const [row] = yield* tx.find(CouponUser, { id });
    if (!row) throw noSuchCouponUser();
    // The coupon first, as issuing does: two transactions that lock in one order cannot wait for each other.
    const [coupon] = yield* tx.lock(Coupon, { id: row.couponId });
    const now = this.clock.now();
    const [changed] = yield* tx.update(CouponUser, { id, revokedAt: IsNull() }, { revokedAt: now, updatedAt: now });
    if (changed) this.stock.giveBackOne(tx, coupon!, { byUserId, note: null });
  }
}
