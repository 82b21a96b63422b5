import { Injectable } from '@nestjs/common';
import { SERVICE, type Actor } from '../../platform/audit-log/actor.js';
import { AuditLog } from '../../platform/audit-log/audit-log.js';
import { databaseKind } from '../../platform/config/environment.js';
import { MAX_INTEGER } from '../../platform/database/columns/max-integer.js';
import { constraintViolation } from '../../platform/database/constraint-violation.js';
import { placeholder } from '../../platform/database/sql/in-list.js';
import type { Row, SqlProgram, Statement } from '../../platform/database/sql/statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../platform/time/clock.js';
import { couponTarget } from '../coupon-act.js';
import { noSuchCoupon, noUnitToRestore, requestKeyReused, stockFull, stockOutOfRange } from '../coupon.errors.js';
import { Coupon } from '../coupon.entity.js';
import { withIssuedUnits } from './issued-units.js';
import { StockMovement, type MovementKind } from './stock-movement.entity.js';

// Written by hand because on SQLite every batch that issues executes it (PostgreSQL: `issued-units.ts`): TypeORM would build the SQL anew each time.
const MOVE = `UPDATE "coupon" SET "count" = "count" + ${placeholder(1)}, "updated_at" = ${placeholder(2)} WHERE "id" = ${placeholder(3)}`;
const RECORD = `INSERT INTO "stock_movement" ("coupon_id", "kind", "delta", "by_user_id", "note", "request_key", "created_at")
  VALUES (${[1, 2, 3, 4, 5, 6, 7].map(placeholder).join(', ')})`;

/** Who changes the stock, and why. */
export type MovementReason = {
  readonly by: Actor;
  readonly note: string | null;
  /** Idempotency key: a second request with the same key changes nothing. */
  readonly requestKey?: string | null;
};

/** A coupon and its stock, read under its lock. */
type Stocked = Pick<Coupon, 'id' | 'count'>;

type Movement = Pick<StockMovement, 'kind' | 'delta'> & { readonly couponId?: number };

const NO_REASON: MovementReason = { by: SERVICE, note: null };

/**
 * The only code that changes a coupon's stock. A new row gets its value from others, as `Coupon.count` says.
 *
 * Invariants: the stock is changed in the transaction that has read it under the lock of the coupon's row, or in the statement
 * that locks this row and checks the stock (`insertIfOpen`). It is never below 0 (a CHECK constraint backs this). The same
 * transaction writes every change to the ledger, so in every committed state the sum of a coupon's ledger equals its stock.
 */
@Injectable()
export class CouponStockService {
  constructor(
    private readonly transactions: Transactions,
    private readonly auditLog: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds `delta` units, or removes them if it is negative. A repeated request key changes nothing.
   * @throws DomainError `STOCK_RANGE`, `REQUEST_KEY_REUSED`, `NOT_FOUND`
   */
  adjust(couponId: number, delta: number, reason: MovementReason): Promise<Coupon> {
    return retryOnDuplicate(() => this.transactions.run((tx) => this.adjustLocked(tx, couponId, delta, reason)));
  }

  /**
   * @returns the movement of an earlier request with the same key; undefined if there is none, or without a key
   * @throws DomainError `REQUEST_KEY_REUSED` if the earlier request made another change
   */
  *findEarlier(
    tx: Tx,
    change: Movement,
    { by, note, requestKey }: MovementReason,
  ): SqlProgram<StockMovement | undefined> {
    if (!requestKey) return undefined;
    const [earlier] = yield* tx.find(StockMovement, { requestKey });
    const asked = Object.entries({ ...change, byUserId: by.userId, note });
    if (earlier && asked.some(([name, value]) => earlier[name as keyof StockMovement] !== value))
      throw requestKeyReused();
    return earlier;
  }

  /** Records the initial stock of a new coupon. */
  recordOpening(tx: Tx, couponId: number, units: number, reason: MovementReason = NO_REASON): void {
    this.record(tx, couponId, 'opening', units, reason);
  }

  /**
   * Inserts issued coupons and removes as many units, as the program's last step. The transaction has locked the coupon and
   * checked its stock, or `insert` does both itself.
   * @param insert returns a row for each issued coupon @returns these rows
   */
  *issueUnits(tx: Tx, couponId: number, insert: Statement): SqlProgram<readonly Row[]> {
    if (databaseKind === 'postgres') {
      tx.written.add(Coupon).add(StockMovement);
      return yield* tx.lastRows(withIssuedUnits(insert, couponId));
    }
    const rows = yield* tx.rows(insert);
    if (rows.length > 0) this.move(tx, couponId, 'issued', -rows.length, NO_REASON);
    return rows;
  }

  /** Returns units of revoked coupons to the stock of a coupon that this transaction has locked. @throws DomainError `STOCK_RANGE` */
  returnUnits(tx: Tx, locked: Stocked, units: number, reason: MovementReason = NO_REASON): void {
    if (locked.count > MAX_INTEGER - units) throw stockFull();
    this.move(tx, locked.id, 'returned', units, reason);
  }

  /** Takes back the unit of a revoked coupon that is valid again. The coupon is locked. @throws DomainError `SOLD_OUT` */
  restoreOne(tx: Tx, locked: Stocked, reason: MovementReason): void {
    if (locked.count === 0) throw noUnitToRestore();
    this.move(tx, locked.id, 'restored', -1, reason);
  }

  /**
   * Removes from the supply the units of revoked coupons, so that they return to the ledger and not to the stock. The stock stays
   * the same, and so does the rule that stock and valid coupons together are the supply.
   */
  withdraw(tx: Tx, couponId: number, units: number, reason: MovementReason): void {
    this.record(tx, couponId, 'returned', units, reason);
    this.record(tx, couponId, 'withdrawn', -units, reason);
  }

  /** The opposite of `withdraw`, for a coupon that is valid again. */
  undoWithdrawal(tx: Tx, couponId: number, reason: MovementReason): void {
    this.record(tx, couponId, 'withdrawn', 1, reason);
    this.record(tx, couponId, 'restored', -1, reason);
  }

  private *adjustLocked(tx: Tx, couponId: number, delta: number, reason: MovementReason): SqlProgram<Coupon> {
    const [coupon] = yield* tx.lock(Coupon, { id: couponId });
    if (!coupon) throw noSuchCoupon();
    // Under the coupon's lock, so that of two simultaneous requests the second sees the first.
    if (yield* this.findEarlier(tx, { couponId, kind: 'adjusted', delta }, reason)) return coupon;
    const count = coupon.count + delta;
    if (!(count >= 0 && count <= MAX_INTEGER)) throw stockOutOfRange(coupon.count);
    this.move(tx, couponId, 'adjusted', delta, reason);
    this.auditLog.record(tx, reason.by, {
      action: 'adjust-stock',
      target: couponTarget(coupon),
      changes: { count: [coupon.count, count] },
      reason: reason.note,
    });
    return { ...coupon, count };
  }

  private move(tx: Tx, couponId: number, kind: MovementKind, delta: number, reason: MovementReason): void {
    tx.defer(Coupon, { sql: MOVE, parameters: [delta, tx.instant(this.clock.now()), couponId] });
    this.record(tx, couponId, kind, delta, reason);
  }

  private record(tx: Tx, couponId: number, kind: MovementKind, delta: number, reason: MovementReason): void {
    const { by, note, requestKey = null } = reason;
    const parameters = [couponId, kind, delta, by.userId, note, requestKey, tx.instant(this.clock.now())];
    tx.defer(StockMovement, { sql: RECORD, parameters });
  }
}

/**
 * Runs `act` again after a violation of a unique constraint: a request with the same key has just committed, and the second
 * run finds what it wrote.
 */
export async function retryOnDuplicate<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (constraintViolation(error) !== 'unique') throw error;
    return act();
  }
}
