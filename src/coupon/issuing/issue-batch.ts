import { Injectable } from '@nestjs/common';
import { databaseKind } from '../../platform/config/environment.js';
import { all, type SqlProgram } from '../../platform/database/sql/statement.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../platform/time/clock.js';
import { CouponCodes } from './coupon-code.js';
import { CouponStockService } from '../stock/coupon-stock.service.js';
import { Coupon } from '../coupon.entity.js';
import { CouponUser } from '../issued/coupon-user.entity.js';
import { decide, holdingKey, type IssueState, type Decision } from './issue-decision.js';
import { issueStatements } from './issue-statements.js';
import type { Press } from './press.js';

/** The result of a press. If a batch contains the same press twice, the first is `issued` and the second is `held`. */
export type IssueResult =
  { readonly kind: 'issued'; readonly row: CouponUser } | Exclude<Decision, { readonly kind: 'issue' | 'repeated' }>;

export type BatchResult = {
  /** In the order of the presses. */
  readonly results: readonly IssueResult[];
  /** The stock after the batch; undefined if the coupon does not exist. */
  readonly remaining: number | undefined;
};

/** With 32^8 codes even a second draw is rare. If this many fail, the random generator is broken, or `decide` is wrong. */
const MAX_DRAWS = 20;

const sql = issueStatements[databaseKind];

/**
 * The transaction that issues a batch of presses for one coupon. Input and output are plain values, so that it can run on a
 * worker thread.
 *
 * Why there is never one coupon more than the stock, and never two for one coupon, work and member:
 * 1. `tx.lock` locks the coupon's row (`SELECT … FOR UPDATE` on PostgreSQL; on SQLite the write transaction excludes all other
 *    writers). The stock and the held coupons are read after that, and no other transaction can change them before COMMIT.
 * 2. `decide` lets at most `count` presses through, and one for each member and work. It is pure and tested against a naive
 *    model.
 * 3. The same transaction removes as many units from the stock as it inserted rows, and writes them to the ledger.
 *    CHECK (`count >= 0`) and UNIQUE (user, coupon, work) back this: if either were violated, the whole batch would fail.
 * 4. If a drawn code exists already, the insert skips it and another code is drawn. The member does not notice.
 */
@Injectable()
export class IssueBatch {
  constructor(
    private readonly stock: CouponStockService,
    private readonly codes: CouponCodes,
    private readonly clock: Clock,
  ) {}

  *run(tx: Tx, couponId: number, presses: readonly Press[]): SqlProgram<BatchResult> {
    // The lock is first: the state is read when the lock is held.
    const [[coupon], state] = yield* all(tx.lock(Coupon, { id: couponId }), this.readState(tx, couponId, presses));
    const decisions = decide(presses, { coupon, ...state, now: this.clock.now() });
    const accepted = presses.filter((_, index) => decisions[index]!.kind === 'issue');
    if (!coupon || accepted.length === 0) return { results: decisions as IssueResult[], remaining: coupon?.count };
    const issued = yield* this.write(tx, couponId, accepted);
    this.stock.removeIssued(tx, coupon, issued.size);
    return {
      results: decisions.map((decision, index) => resultOf(decision, index, presses, issued)),
      remaining: coupon.count - issued.size,
    };
  }

  /** Refuses a sold-out batch from the committed state, without a lock. @returns undefined if the stock is not 0 */
  *refuseIfSoldOut(
    tx: Tx,
    couponId: number,
    presses: readonly Press[],
  ): SqlProgram<readonly IssueResult[] | undefined> {
    const [[coupon], state] = yield* all(tx.find(Coupon, { id: couponId }), this.readState(tx, couponId, presses));
    if (coupon?.count !== 0) return undefined;
    return decide(presses, { coupon, ...state, now: this.clock.now() }) as IssueResult[];
  }

  private *readState(
    tx: Tx,
    couponId: number,
    presses: readonly Press[],
  ): SqlProgram<Pick<IssueState, 'works' | 'held'>> {
    const ids = [...new Set(presses.map(({ workId }) => workId))];
    const [works, held] = yield* all(tx.rows(sql.works(ids)), tx.entities(CouponUser, sql.held(couponId, presses)));
    return {
      works: new Set(works.map(({ id }) => id as number)),
      held: new Map(held.map((row) => [holdingKey(row), row])),
    };
  }

  /** Inserts a row for each accepted press. @returns the rows by their presses */
  private *write(tx: Tx, couponId: number, accepted: readonly Press[]): SqlProgram<Map<Press, CouponUser>> {
    const now = this.clock.now();
    const written = new Map<Press, CouponUser>();
    let pending = accepted;
    for (let draw = 1; pending.length > 0; draw++) {
      if (draw > MAX_DRAWS) throw new Error(`no free coupon code in ${MAX_DRAWS} draws`);
      // If two presses draw the same code, the first has no entry and draws again.
      const pressByCode = new Map(pending.map((press) => [this.codes.draw(), press]));
      for (const { id, code } of yield* tx.rows(sql.insert(couponId, [...pressByCode], tx.instant(now)))) {
        const press = pressByCode.get(code as string)!;
        written.set(press, issuedRow(press, id as number, code as string, now));
      }
      pending = pending.filter((press) => !written.has(press));
    }
    return written;
  }
}

/** The row as it was inserted. */
export const issuedRow = ({ couponId, userId, workId }: Press, id: number, code: string, at: Date): CouponUser => ({
  id,
  couponId,
  userId,
  workId,
  code,
  isUsed: false,
  usedAt: null,
  revokedAt: null,
  createdAt: at,
  updatedAt: at,
});

function resultOf(
  decision: Decision,
  index: number,
  presses: readonly Press[],
  issued: ReadonlyMap<Press, CouponUser>,
): IssueResult {
  if (decision.kind === 'issue') return { kind: 'issued', row: issued.get(presses[index]!)! };
  return decision.kind === 'repeated' ? { kind: 'held', row: issued.get(presses[decision.of]!)! } : decision;
}
