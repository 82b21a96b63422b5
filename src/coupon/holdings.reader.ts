import { Coalesced } from '../platform/database/coalesced.js';
import { idList, idsOf } from '../platform/database/id-list.js';
import { inList, listParameter, place } from '../platform/database/in-list.js';
import type { Statement, Step } from '../platform/database/statement.js';
import type { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';

/** What a member got of a coupon for one work; a revoked one is no longer theirs, but was. */
export type Holding = { readonly code: string; readonly isUsed: boolean; readonly isRevoked: boolean };

/** By the work's id. */
export type Holdings = ReadonlyMap<number, Holding>;

const NOTHING: Holdings = new Map();

/** What one member got of one coupon, as the database says when it is asked. */
export type MemberHoldings = {
  among(workIds: readonly number[]): Promise<Holdings>;
  /** All works for which the member got it, hidden ones included, in no order. */
  workIds(): Promise<readonly number[]>;
};

// The index that keeps issuing exact, `coupon_user_once`, finds them: by a range where the works stand side by side in it,
// one by one where a member may hold coupons for thousands of works between them.
const HELD = `SELECT "user_id", "work_id", "code", "is_used", "revoked_at" FROM "coupon_user"
  WHERE ${inList('"user_id"')} AND "coupon_id" = ${place(2)}`;
const HELD_BETWEEN = `${HELD} AND "work_id" BETWEEN ${place(3)} AND ${place(4)}`;
const HELD_AMONG = `${HELD} AND ${inList('"work_id"', 3)}`;
const LONGEST_RANGE = 1_000;

const WORK_IDS = `SELECT ${idList('"work_id"')} AS "ids" FROM "coupon_user"
  WHERE "user_id" = ${place(1)} AND "coupon_id" = ${place(2)}`;

/** Reads what members got of one coupon. However many somebody holds, no more is read than what a page shows. */
export class HoldingsReader {
  /** Members who look at one list of works at one moment are looked up together. */
  private readonly batches = new WeakMap<readonly number[], Coalesced<number, Holdings>>();

  constructor(
    private readonly transactions: Transactions,
    readonly couponId: number,
  ) {}

  of(userId: number): MemberHoldings {
    return {
      among: async (workIds) => (workIds.length > 0 ? await this.batchFor(workIds).load(userId) : undefined) ?? NOTHING,
      workIds: () => this.transactions.look((tx) => this.workIdSteps(tx, userId)),
    };
  }

  private batchFor(workIds: readonly number[]): Coalesced<number, Holdings> {
    const known = this.batches.get(workIds);
    if (known) return known;
    const batch = new Coalesced<number, Holdings>((userIds) =>
      this.transactions.look((tx) => this.readSteps(tx, userIds, workIds)),
    );
    this.batches.set(workIds, batch);
    return batch;
  }

  private *readSteps(tx: Tx, userIds: readonly number[], workIds: readonly number[]): Step<Map<number, Holdings>> {
    const all = new Map<number, Map<number, Holding>>();
    for (const row of yield* tx.rows(this.statement(userIds, workIds))) {
      const [userId, workId] = [row['user_id'] as number, row['work_id'] as number];
      const holding = {
        code: row['code'] as string,
        isUsed: Boolean(row['is_used']),
        isRevoked: row['revoked_at'] !== null,
      };
      const own = all.get(userId);
      if (own) own.set(workId, holding);
      else all.set(userId, new Map([[workId, holding]]));
    }
    return all;
  }

  private statement(userIds: readonly number[], workIds: readonly number[]): Statement {
    const [first, last] = [Math.min(...workIds), Math.max(...workIds)];
    const who = [listParameter(userIds), this.couponId];
    if (last - first < LONGEST_RANGE) return { sql: HELD_BETWEEN, parameters: [...who, first, last] };
    return { sql: HELD_AMONG, parameters: [...who, listParameter(workIds)] };
  }

  private *workIdSteps(tx: Tx, userId: number): Step<number[]> {
    const [row] = yield* tx.rows({ sql: WORK_IDS, parameters: [userId, this.couponId] });
    return idsOf(row?.['ids']);
  }
}
