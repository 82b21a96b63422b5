import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { setImmediate as nextTurn } from 'node:timers/promises';
import pLimit from 'p-limit';
import { In, IsNull, type Repository } from 'typeorm';
import type { Action, Changes } from '../../platform/audit-log/act.js';
import type { Actor } from '../../platform/audit-log/actor.js';
import { AuditLog } from '../../platform/audit-log/audit-log.js';
import { idList, readIds } from '../../platform/database/sql/id-list.js';
import { placeholder } from '../../platform/database/sql/in-list.js';
import { all, type SqlProgram } from '../../platform/database/sql/statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../platform/time/clock.js';
import { CouponStockService } from '../stock/coupon-stock.service.js';
import { cannotRevokeUsed, noSuchCouponUser, cannotMarkRevoked } from '../coupon.errors.js';
import { Coupon } from '../coupon.entity.js';
import { CouponUser } from './coupon-user.entity.js';
import { incrementUsage } from './coupon-usage.js';

// Selects the id only, so that SQLite reads the index and not the table.
const HELD_IDS = `SELECT ${idList('"id"')} AS "ids" FROM "coupon_user" WHERE "user_id" = ${placeholder(1)}`;
/** Rows in one chunk: reading and serializing them takes about 2 ms. */
const CHUNK_SIZE = 100;

/** Who changes an issued coupon, and why. */
type OperatorAct = { readonly by: Actor; readonly reason: string };

/** Issued coupons: lists those of a member, marks them as used, revokes and restores them. */
@Injectable()
export class CouponUserService {
  private readonly limit = pLimit(1);

  constructor(
    @InjectRepository(CouponUser) private readonly issued: Repository<CouponUser>,
    private readonly transactions: Transactions,
    private readonly stock: CouponStockService,
    private readonly auditLog: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * The member's coupons by id, in chunks; revoked ones are left out. One chunk is read at a time for all members together,
   * so that other requests are answered in between.
   * @param isGone whether the client has disconnected: then nothing more is read, so that other members do not wait
   */
  async *listOf(userId: number, isGone: () => boolean): AsyncGenerator<readonly CouponUser[]> {
    const oneAtATime = <T>(read: () => Promise<T[]>): Promise<T[]> =>
      this.limit(() => (isGone() ? Promise.resolve([]) : read()));
    const ids = await oneAtATime(() => this.idsOf(userId));
    for (let start = 0; start < ids.length && !isGone(); start += CHUNK_SIZE) {
      const chunk = ids.slice(start, start + CHUNK_SIZE);
      yield await oneAtATime(() => this.chunkOf(chunk));
    }
  }

  /** @throws DomainError `NOT_FOUND`, also if the coupon belongs to another member */
  async findOf(userId: number, id: number): Promise<CouponUser> {
    const held = await this.issued.findOneBy({ id, userId, revokedAt: IsNull() });
    if (!held) throw noSuchCouponUser();
    return held;
  }

  /** Idempotent: the time of the first use stays. @throws DomainError `REVOKED`, `NOT_FOUND` */
  markUsed(id: number, isUsed: boolean, act: OperatorAct): Promise<void> {
    return this.transactions.run((tx) => this.markLocked(tx, id, isUsed, act));
  }

  /**
   * Revokes the coupon and returns its unit to the stock. Idempotent.
   * @throws DomainError `ALREADY_USED` (the discount is spent, so the unit must not be issued again; `markUsed` can state that it
   *   was not), `STOCK_RANGE`, `NOT_FOUND`
   */
  revoke(id: number, act: OperatorAct): Promise<void> {
    return this.transactions.run((tx) => this.revokeLocked(tx, id, act));
  }

  /**
   * Makes a revoked coupon valid again, with the same code. It takes a unit from the stock if its revocation returned one.
   * Idempotent.
   * @throws DomainError `SOLD_OUT`, `NOT_FOUND`
   */
  restore(id: number, act: OperatorAct): Promise<void> {
    return this.transactions.run((tx) => this.restoreLocked(tx, id, act));
  }

  private async idsOf(userId: number): Promise<number[]> {
    const ids = await this.transactions.read((tx) => readIds(tx, { sql: HELD_IDS, parameters: [userId] }));
    return ids.sort((one, other) => one - other);
  }

  private async chunkOf(ids: readonly number[]): Promise<CouponUser[]> {
    await nextTurn();
    return this.issued.find({ where: { id: In(ids), revokedAt: IsNull() }, order: { id: 'ASC' } });
  }

  private *markLocked(tx: Tx, id: number, isUsed: boolean, act: OperatorAct): SqlProgram<void> {
    const { row } = yield* this.lock(tx, id);
    if (row.revokedAt) throw cannotMarkRevoked();
    if (row.isUsed === isUsed) return;
    const now = this.clock.now();
    yield* tx.update(CouponUser, { id }, { isUsed, usedAt: isUsed ? now : null, updatedAt: now });
    incrementUsage(tx, row.couponId, { used: isUsed ? 1 : -1 });
    this.record(tx, id, isUsed ? 'mark-used' : 'mark-unused', act, { is_used: [!isUsed, isUsed] });
  }

  private *revokeLocked(tx: Tx, id: number, act: OperatorAct): SqlProgram<void> {
    const { coupon, row } = yield* this.lock(tx, id);
    if (row.revokedAt) return;
    if (row.isUsed) throw cannotRevokeUsed();
    const now = this.clock.now();
    yield* tx.update(CouponUser, { id }, { revokedAt: now, updatedAt: now });
    incrementUsage(tx, row.couponId, { revoked: 1 });
    this.stock.returnUnits(tx, coupon, 1, { by: act.by, note: act.reason });
    this.record(tx, id, 'revoke', act, { is_revoked: [false, true] });
  }

  private *restoreLocked(tx: Tx, id: number, act: OperatorAct): SqlProgram<void> {
    const { coupon, row } = yield* this.lock(tx, id);
    if (!row.revokedAt) return;
    const reason = { by: act.by, note: act.reason };
    if (row.unitWithdrawn) this.stock.undoWithdrawal(tx, coupon.id, reason);
    else this.stock.restoreOne(tx, coupon, reason);
    const values = { revokedAt: null, unitWithdrawn: false, updatedAt: this.clock.now() };
    yield* tx.update(CouponUser, { id }, values);
    incrementUsage(tx, row.couponId, { revoked: -1 });
    this.record(tx, id, 'restore', act, { is_revoked: [true, false] });
  }

  private record(tx: Tx, id: number, action: Action, { by, reason }: OperatorAct, changes: Changes): void {
    this.auditLog.record(tx, by, { action, target: { kind: 'issued-coupon', id }, changes, reason });
  }

  /**
   * Locks the coupon, then the issued coupon, and reads it under the lock. Issuing also locks the coupon first, which
   * prevents deadlocks.
   */
  private *lock(tx: Tx, id: number): SqlProgram<{ readonly coupon: Coupon; readonly row: CouponUser }> {
    const [found] = yield* tx.find(CouponUser, { id });
    if (!found) throw noSuchCouponUser();
    const [[coupon], [row]] = yield* all(tx.lock(Coupon, { id: found.couponId }), tx.lock(CouponUser, { id }));
    return { coupon: coupon!, row: row! };
  }
}
