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

/** What a press came to. A press that stands twice in its batch is issued once, and `held` the second time. */
export type IssueResult =
  { readonly kind: 'issued'; readonly row: CouponUser } | Exclude<Decision, { readonly kind: 'issue' | 'repeated' }>;

export type BatchResult = {
  /** In the order of the presses. */
  readonly results: readonly IssueResult[];
  /** Units in stock afterwards; undefined when there is no such coupon. */
  readonly remaining: number | undefined;
};

/** With 32^8 codes a second draw is already rare; running out of these means that the generator is broken. */
const MAX_DRAWS = 20;

const sql = issueStatements[databaseKind];

/**
 * What one transaction does for a batch of presses for one coupon. Plain values go in and come out, so that it can run
 * on another thread.
 *
 * Why there is never one coupon more than the stock, and never two for one coupon, work and member:
 * 1. `tx.lock` takes the coupon's row (`SELECT … FOR UPDATE` on PostgreSQL; on SQLite the whole write transaction is
 *    exclusive). What is read after that, stock and holders, nobody else can change before COMMIT.
 * 2. `decide` lets at most `count` presses through, and one for each member and work. It is pure, and tested against
 *    a naive model.
 * 3. As many units leave the stock as rows were written, in the same transaction, with a row in the ledger. CHECK
 *    (`count >= 0`) and UNIQUE (coupon, user, work) stand behind it: breaking one fails the whole batch.
 * 4. A code that somebody already has is drawn again; the member never hears of it.
 */
@Injectable()
export class IssueBatch {
  constructor(
    private readonly stock: CouponStockService,
    private readonly codes: CouponCodes,
    private readonly clock: Clock,
  ) {}

  *run(tx: Tx, couponId: number, presses: readonly Press[]): SqlProgram<BatchResult> {
    // In this order: whatever else is read, is read once the lock is held.
    const [[coupon], state] = yield* all(tx.lock(Coupon, { id: couponId }), this.readState(tx, couponId, presses));
    const decisions = decide(presses, { coupon, ...state, now: this.clock.now() });
    const winners = presses.filter((_, index) => decisions[index]!.kind === 'issue');
    if (!coupon || winners.length === 0) return { results: decisions as IssueResult[], remaining: coupon?.count };
    const issued = yield* this.write(tx, couponId, winners);
    this.stock.take(tx, coupon, issued.size);
    return {
      results: decisions.map((decision, index) => resultOf(decision, index, presses, issued)),
      remaining: coupon.count - issued.size,
    };
  }

  /** Everybody's refusal from what is committed, without lock or write; undefined when there is something to issue. */
  *refuseAll(tx: Tx, couponId: number, presses: readonly Press[]): SqlProgram<readonly IssueResult[] | undefined> {
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

  /** Writes a row for each winner. @returns the rows by their presses */
  private *write(tx: Tx, couponId: number, winners: readonly Press[]): SqlProgram<Map<Press, CouponUser>> {
    const now = this.clock.now();
    const written = new Map<Press, CouponUser>();
    let missing = winners;
    for (let draw = 1; missing.length > 0; draw++) {
      if (draw > MAX_DRAWS) throw new Error(`no free coupon code in ${MAX_DRAWS} draws`);
      const drafts = new Map(missing.map((press) => [this.codes.draw(), press]));
      for (const { id, code } of yield* tx.rows(sql.insert(couponId, [...drafts], tx.instant(now)))) {
        const press = drafts.get(code as string)!;
        written.set(press, issuedRow(press, id as number, code as string, now));
      }
      missing = missing.filter((press) => !written.has(press));
    }
    return written;
  }
}

/** What stands in the table after issuing. */
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
