import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit-log/audit-log.js';
import { all, type Row, type SqlProgram } from '../../../platform/database/sql/statement.js';
import type { Tx } from '../../../platform/database/tx.js';
import { Clock } from '../../../platform/time/clock.js';
import { CouponStockService } from '../../stock/coupon-stock.service.js';
import { incrementUsage } from '../coupon-usage.js';
import { CouponUser } from '../coupon-user.entity.js';
import { actorOf } from './revocation-act.js';
import { lockCoupons, progress, revokeUnused } from './revocation-statements.js';
import { Revocation } from './revocation.entity.js';

/** An issued coupon that matches the filter. */
export type Matching = { readonly id: number; readonly couponId: number };

/** `lost`: the revocation has ended, or another process works on it. */
export type ChunkResult = 'done' | 'lost';

/**
 * The transaction that revokes some coupons. It locks the revocation, so that it sees how far it is and whether it was cancelled;
 * then the coupons, as every other change of issued coupons does, so that no row is marked, revoked or restored meanwhile.
 */
@Injectable()
export class RevocationChunk {
  constructor(
    private readonly stock: CouponStockService,
    private readonly auditLog: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @param matching the next rows, in the order of ids; with none, only the lease is renewed @throws DomainError `STOCK_RANGE` */
  *run(tx: Tx, id: number, worker: string, matching: readonly Matching[]): SqlProgram<ChunkResult> {
    const couponIds = [...new Set(matching.map(({ couponId }) => couponId))];
    const [[run], coupons] = yield* all(tx.lock(Revocation, { id }), this.lock(tx, couponIds));
    if (run?.state !== 'running' || run.worker !== worker) return 'lost';
    // A row up to `afterId` was dealt with; nothing reads it again, and it would be counted twice.
    const rows = matching.filter((row) => row.id > run.afterId && row.id <= run.lastId);
    const revoked = rows.length > 0 ? yield* this.revoke(tx, run, rows) : [];
    for (const coupon of coupons) this.move(tx, run, coupon, revoked);
    const reason = { action: 'revoke', target: { kind: 'issued-coupon' }, reason: run.reason } as const;
    const changes = { is_revoked: [false, true], returns_units: [null, run.returnsUnits] } as const;
    const ids = revoked.map((row) => row['id'] as number);
    this.auditLog.recordAll(tx, actorOf(run), { ...reason, changes }, ids);
    const afterId = rows.at(-1)?.id ?? run.afterId;
    tx.defer(Revocation, progress(id, afterId, revoked.length, rows.length - revoked.length));
    return 'done';
  }

  private *lock(tx: Tx, ids: readonly number[]): SqlProgram<readonly Row[]> {
    return ids.length > 0 ? yield* tx.rows(lockCoupons(ids)) : [];
  }

  private *revoke(tx: Tx, { returnsUnits }: Revocation, rows: readonly Matching[]): SqlProgram<readonly Row[]> {
    tx.written.add(CouponUser);
    const ids = rows.map(({ id }) => id);
    return yield* tx.rows(revokeUnused(ids, tx.instant(this.clock.now()), !returnsUnits));
  }

  private move(tx: Tx, run: Revocation, locked: Row, revoked: readonly Row[]): void {
    const coupon = { id: locked['id'] as number, count: locked['count'] as number };
    const units = revoked.filter((row) => row['coupon_id'] === coupon.id).length;
    if (units === 0) return;
    incrementUsage(tx, coupon.id, { revoked: units });
    const reason = { by: actorOf(run), note: run.reason };
    if (run.returnsUnits) this.stock.returnUnits(tx, coupon, units, reason);
    else this.stock.withdraw(tx, coupon.id, units, reason);
  }
}
