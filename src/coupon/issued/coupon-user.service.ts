import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { setImmediate as nextTurn } from 'node:timers/promises';
import pLimit from 'p-limit';
import { In, IsNull, type Repository } from 'typeorm';
import { idList, readIds } from '../../platform/database/sql/id-list.js';
import { placeholder } from '../../platform/database/sql/in-list.js';
import { all, type SqlProgram } from '../../platform/database/sql/statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../platform/time/clock.js';
import { CouponStockService } from '../stock/coupon-stock.service.js';
import { alreadyUsed, noSuchCouponUser, revokedForGood } from '../coupon.errors.js';
import { Coupon } from '../coupon.entity.js';
import { CouponUser } from './coupon-user.entity.js';
import { countUsage } from './coupon-usage.js';

// Without the code and the dates, so that SQLite reads no more than the index.
const HELD_IDS = `SELECT ${idList('"id"')} AS "ids" FROM "coupon_user" WHERE "user_id" = ${placeholder(1)}`;
/** Reading and writing out so many takes some 2 ms. */
const PIECE = 100;

/** Issued coupons: what a member holds, and what an operator does to them. */
@Injectable()
export class CouponUserService {
  private readonly turns = pLimit(1);

  constructor(
    @InjectRepository(CouponUser) private readonly issued: Repository<CouponUser>,
    private readonly transactions: Transactions,
    private readonly stock: CouponStockService,
    private readonly clock: Clock,
  ) {}

  /**
   * What the member holds, some rows at a time, by id; revoked ones are no longer theirs. However many they are, and
   * however many members ask: other requests are answered after each piece.
   * @param isGone whether the one who asked has left: nothing more is read then, so that nobody waits behind them
   */
  async *listOf(userId: number, isGone: () => boolean): AsyncGenerator<readonly CouponUser[]> {
    const inTurn = <T>(read: () => Promise<T[]>): Promise<T[]> =>
      this.turns(() => (isGone() ? Promise.resolve([]) : read()));
    const ids = await inTurn(() => this.idsOf(userId));
    for (let start = 0; start < ids.length && !isGone(); start += PIECE) {
      const piece = ids.slice(start, start + PIECE);
      yield await inTurn(() => this.pieceOf(piece));
    }
  }

  /** @throws DomainError `NOT_FOUND`, also for somebody else's */
  async findOf(userId: number, id: number): Promise<CouponUser> {
    const held = await this.issued.findOneBy({ id, userId, revokedAt: IsNull() });
    if (!held) throw noSuchCouponUser();
    return held;
  }

  /** Again changes nothing, so the time of the first use stays. @throws DomainError `REVOKED`, `NOT_FOUND` */
  markUsed(id: number, isUsed: boolean): Promise<void> {
    return this.transactions.run((tx) => this.markSteps(tx, id, isUsed));
  }

  /**
   * Takes the coupon back and returns its unit to the stock; again changes nothing.
   * @param byUserId the operator, for the ledger
   * @throws DomainError `ALREADY_USED`: the discount is spent, its unit must not be sold again; `STOCK_RANGE`;
   * `NOT_FOUND`
   */
  revoke(id: number, byUserId: number | null = null): Promise<void> {
    return this.transactions.run((tx) => this.revokeSteps(tx, id, byUserId));
  }

  private async idsOf(userId: number): Promise<number[]> {
    const ids = await this.transactions.read((tx) => readIds(tx, { sql: HELD_IDS, parameters: [userId] }));
    return ids.sort((one, other) => one - other);
  }

  private async pieceOf(ids: readonly number[]): Promise<CouponUser[]> {
    await nextTurn();
    return this.issued.find({ where: { id: In(ids), revokedAt: IsNull() }, order: { id: 'ASC' } });
  }

  private *markSteps(tx: Tx, id: number, isUsed: boolean): SqlProgram<void> {
    const { row } = yield* this.lockSteps(tx, id);
    if (row.revokedAt) throw revokedForGood();
    if (row.isUsed === isUsed) return;
    const now = this.clock.now();
    yield* tx.update(CouponUser, { id }, { isUsed, usedAt: isUsed ? now : null, updatedAt: now });
    countUsage(tx, row.couponId, { used: isUsed ? 1 : -1 });
  }

  private *revokeSteps(tx: Tx, id: number, byUserId: number | null): SqlProgram<void> {
    const { coupon, row } = yield* this.lockSteps(tx, id);
    if (row.revokedAt) return;
    if (row.isUsed) throw alreadyUsed();
    const now = this.clock.now();
    yield* tx.update(CouponUser, { id }, { revokedAt: now, updatedAt: now });
    countUsage(tx, row.couponId, { revoked: 1 });
    this.stock.returnOne(tx, coupon, { byUserId, note: null });
  }

  /**
   * The row as it is once it is locked: somebody may be marking or revoking it at this moment. The coupon is locked first,
   * as issuing does: two transactions that lock in one order cannot wait for each other.
   */
  private *lockSteps(tx: Tx, id: number): SqlProgram<{ readonly coupon: Coupon; readonly row: CouponUser }> {
    const [found] = yield* tx.find(CouponUser, { id });
    if (!found) throw noSuchCouponUser();
    const [[coupon], [row]] = yield* all(tx.lock(Coupon, { id: found.couponId }), tx.lock(CouponUser, { id }));
    return { coupon: coupon!, row: row! };
  }
}
