import { Coalesced } from '../platform/database/coalesced.js';
import { inList, listParameter, place } from '../platform/database/in-list.js';
import type { Step } from '../platform/database/statement.js';
import type { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';

/** What a member got of a coupon for one work; a revoked one is no longer theirs, but was. */
export type Holding = { readonly code: string; readonly isUsed: boolean; readonly isRevoked: boolean };

/** By the work's id. */
export type Holdings = ReadonlyMap<number, Holding>;

const NOTHING: Holdings = new Map();

// The index that keeps issuing exact, `coupon_user_once`, finds them.
const HELD = `SELECT "user_id", "work_id", "code", "is_used", "revoked_at" FROM "coupon_user"
  WHERE ${inList('"user_id"')} AND "coupon_id" = ${place(2)}`;

/** What members got of one coupon, as the database says now. Many who ask at one moment cost one look. */
export class HoldingsReader {
  private readonly byMember: Coalesced<number, Holdings>;

  constructor(
    transactions: Transactions,
    readonly couponId: number,
  ) {
    this.byMember = new Coalesced((userIds) => transactions.look((tx) => this.readSteps(tx, userIds)));
  }

  async of(userId: number): Promise<Holdings> {
    return (await this.byMember.load(userId)) ?? NOTHING;
  }

  private *readSteps(tx: Tx, userIds: readonly number[]): Step<Map<number, Holdings>> {
    const all = new Map<number, Map<number, Holding>>();
    for (const row of yield* tx.rows({ sql: HELD, parameters: [listParameter(userIds), this.couponId] })) {
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
}
