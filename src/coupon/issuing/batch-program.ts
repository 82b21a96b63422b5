import { Injectable } from '@nestjs/common';
import { databaseKind } from '../../platform/config/environment.js';
import { all, type SqlProgram, type Statement } from '../../platform/database/sql/statement.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../platform/time/clock.js';
import { CouponCodes } from './coupon-code.js';
import { CouponStockService } from '../stock/coupon-stock.service.js';
import { Coupon } from '../coupon.entity.js';
import { CouponUser } from '../issued/coupon-user.entity.js';
import { decide, holdingKey, type IssueState, type Decision } from './issue-decision.js';
import { issueStatements, type NewRow } from './issue-statements.js';
import type { Press } from './press.js';

/** The result of a press. If a batch contains the same press twice and the first is `issued`, the second is `held`. */
export type IssueResult =
  { readonly kind: 'issued'; readonly row: CouponUser } | Exclude<Decision, { readonly kind: 'issue' | 'repeated' }>;

/** `code-taken`: the code drawn for this press exists already, so nothing was issued; the press must be written again. */
export type WriteResult = IssueResult | { readonly kind: 'code-taken' };

export type BatchResult = {
  /** In the order of the presses. */
  readonly results: readonly WriteResult[];
  /** The stock after the batch; undefined if the coupon does not exist, in which case nothing was issued. */
  readonly remaining: number | undefined;
};

/** What was issued to presses of a batch. */
export type Issued = {
  readonly rows: ReadonlyMap<Press, CouponUser>;
  /** On PostgreSQL the stock after it; undefined if nothing was issued. */
  readonly remaining: number | undefined;
};

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
 *    CHECK (`count >= 0`) and UNIQUE (user, coupon, work) back this: the first would fail the transaction, the second makes
 *    the insert skip the row.
 * 4. If a drawn code exists already, the insert skips its row and the stock keeps its unit. The press is written again
 *    with another code, by `CouponIssuer` or after `insertIfOpen` by `PostgresIssuingWriter`. The member does not notice.
 * 5. On PostgreSQL a batch that has its transaction for itself is first tried without `decide`. `insertIfOpen` checks the same
 *    conditions in one statement, once more under the lock if the row has changed, and issues nothing unless there is a unit
 *    for each press. It skips presses for works that are hidden or do not exist and of members who hold the coupon; `decide` then decides these.
 *
 * Premises: on PostgreSQL no two batches of one coupon are in the same transaction (`PostgresIssuingWriter.runTogether`), and no
 * other code inserts issued coupons for a coupon that exists. ARCHITECTURE.md says why they hold.
 */
@Injectable()
export class BatchProgram {
  constructor(
    private readonly stock: CouponStockService,
    private readonly codes: CouponCodes,
    private readonly clock: Clock,
  ) {}

  /** @param onTurn PostgreSQL: called when the transaction has its turn at the coupon */
  *run(tx: Tx, couponId: number, presses: readonly Press[], onTurn?: () => void): SqlProgram<BatchResult> {
    // In this order: the turn (PostgreSQL) and the lock, then the time and the state, which are read when the lock is held.
    const [, [coupon], now, state] = yield* all(
      this.takeTurn(tx, couponId, onTurn),
      tx.lock(Coupon, { id: couponId }),
      this.readTime(tx),
      this.readState(tx, couponId, presses),
    );
    const decisions = decide(presses, { coupon, ...state, now });
    const accepted = presses.filter((_, index) => decisions[index]!.kind === 'issue');
    if (!coupon || accepted.length === 0) return { results: decisions as IssueResult[], remaining: coupon?.count };
    const insert = (rows: readonly NewRow[]): Statement => sql.insert(couponId, rows, tx.instant(now));
    const { rows } = yield* this.insert(tx, couponId, accepted, insert, now);
    return {
      results: decisions.map((decision, index) => resultOf(decision, index, presses, rows)),
      remaining: coupon.count - rows.size,
    };
  }

  /**
   * Issues to all members of a batch whose press is accepted, with one statement, if the coupon is open and has a unit for each press.
   * @param onTurn called when the transaction has its turn at the coupon
   * @returns what was issued, and the stock after it; nothing on SQLite. `run` then issues to the others or finds out why not
   */
  *runIfOpen(tx: Tx, couponId: number, presses: readonly Press[], onTurn?: () => void): SqlProgram<Issued> {
    if (!sql.insertIfOpen) return { rows: new Map(), remaining: undefined };
    const insert = (rows: readonly NewRow[]): Statement => sql.insertIfOpen!(couponId, rows);
    const [, issued] = yield* all(this.takeTurn(tx, couponId, onTurn), this.insert(tx, couponId, presses, insert));
    return issued;
  }

  /**
   * Answers a batch without a lock if the coupon is sold out in the committed state: its holders get `held`.
   * @returns undefined if the stock is not 0, or if there is no such coupon
   */
  *answerIfSoldOut(
    tx: Tx,
    couponId: number,
    presses: readonly Press[],
  ): SqlProgram<readonly IssueResult[] | undefined> {
    // Each statement sees what is committed when it starts. The stock is read before the held coupons: who got the last unit
    // between the two reads is found to hold it. In the other order this member could be told that nothing is left.
    const [now, [coupon], state] = yield* all(
      this.readTime(tx),
      tx.find(Coupon, { id: couponId }),
      this.readState(tx, couponId, presses),
    );
    if (coupon?.count !== 0) return undefined;
    return decide(presses, { coupon, ...state, now }) as IssueResult[];
  }

  /** The time that decides whether an event is open: the database's, so that several machines open at the same moment. */
  private *readTime(tx: Tx): SqlProgram<Date> {
    if (!sql.time) return this.clock.now();
    const [row] = yield* tx.rows(sql.time);
    return row!['now'] as Date;
  }

  private *takeTurn(tx: Tx, couponId: number, onResult?: () => void): SqlProgram<void> {
    const turn = sql.turn(couponId);
    if (turn) yield* tx.rows({ ...turn, onResult });
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

  /**
   * Draws codes and inserts the rows of presses, as the last step.
   * @param insert a statement for these rows; it skips those whose code or holder exists already
   * @param now when they are issued; by default as `insert` says
   */
  private *insert(
    tx: Tx,
    couponId: number,
    presses: readonly Press[],
    insert: (rows: readonly NewRow[]) => Statement,
    now?: Date,
  ): SqlProgram<Issued> {
    // If two presses draw the same code, the first has no entry and draws again.
    const pressByCode = new Map(presses.map((press) => [this.codes.draw(), press]));
    const inserted = yield* this.stock.issueUnits(tx, couponId, insert([...pressByCode]));
    const rows = new Map<Press, CouponUser>();
    for (const { id, code, created_at: at } of inserted) {
      const press = pressByCode.get(code as string)!;
      rows.set(press, issuedRow(press, id as number, code as string, now ?? (at as Date)));
    }
    return { rows, remaining: inserted[0]?.['remaining'] as number | undefined };
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
  unitWithdrawn: false,
  createdAt: at,
  updatedAt: at,
});

function resultOf(
  decision: Decision,
  index: number,
  presses: readonly Press[],
  issued: ReadonlyMap<Press, CouponUser>,
): WriteResult {
  if (decision.kind !== 'issue' && decision.kind !== 'repeated') return decision;
  const row = issued.get(presses[decision.kind === 'issue' ? index : decision.of]!);
  if (!row) return { kind: 'code-taken' };
  return { kind: decision.kind === 'issue' ? 'issued' : 'held', row };
}
