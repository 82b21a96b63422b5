import { databaseKind } from '../../platform/config/environment.js';
import { BatchLoader } from '../../platform/cache/batch-loader.js';
import { idList, readIds } from '../../platform/database/sql/id-list.js';
import { inList, listParameter } from '../../platform/database/sql/in-list.js';
import type { Statement, SqlProgram } from '../../platform/database/sql/statement.js';
import type { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';

/** An issued coupon as the event page shows it. */
export type Holding = { readonly code: string; readonly isUsed: boolean; readonly isRevoked: boolean };

/** By work id. */
export type Holdings = ReadonlyMap<number, Holding>;

const NONE: Holdings = new Map();

/** The coupons that one member holds of one event, read from the database at each call. Revoked ones are included. */
export type MemberHoldings = {
  among(workIds: readonly number[]): Promise<Holdings>;
  /** The ids of all works for which the member holds a coupon, hidden works included, in no order. */
  workIds(): Promise<readonly number[]>;
};

const COLUMNS = '"user_id", "work_id", "code", "is_used", "revoked_at"';
const MAX_RANGE = 1_000;

// All statements use the unique index `coupon_user_once` (user, coupon, work): with a range if the ids of the works are close
// together, else with one lookup for each work, because a member may hold thousands of coupons between two distant ids.
// PostgreSQL may have made its plan while the table was empty, and would then scan another index. Comparing rows by all columns
// of this index excludes the others, and a LIMIT that never cuts off a row makes the planner use a lookup for each member.
const STATEMENTS =
  databaseKind === 'postgres'
    ? {
        between: `SELECT h.* FROM unnest($1::int[]) AS m(id) CROSS JOIN LATERAL (
          SELECT ${COLUMNS} FROM "coupon_user" u WHERE u."user_id" = m.id
            AND (u."user_id", u."coupon_id", u."work_id") >= (m.id, $2::int, $3::int)
            AND (u."user_id", u."coupon_id", u."work_id") <= (m.id, $2::int, $4::int) LIMIT ${MAX_RANGE}) h`,
        among: `SELECT h.* FROM unnest($1::int[]) AS m(id) CROSS JOIN unnest($3::int[]) AS w(id) CROSS JOIN LATERAL (
          SELECT ${COLUMNS} FROM "coupon_user" u WHERE u."user_id" = m.id AND u."coupon_id" = $2 AND u."work_id" = w.id
          LIMIT 1) h`,
        workIds: `SELECT ${idList('"work_id"')} AS "ids" FROM "coupon_user" u WHERE u."user_id" = $1::int
          AND (u."user_id", u."coupon_id") >= ($1::int, $2::int) AND (u."user_id", u."coupon_id") <= ($1::int, $2::int)`,
      }
    : {
        between: `SELECT ${COLUMNS} FROM "coupon_user"
          WHERE ${inList('"user_id"')} AND "coupon_id" = ? AND "work_id" BETWEEN ? AND ?`,
        among: `SELECT ${COLUMNS} FROM "coupon_user"
          WHERE ${inList('"user_id"')} AND "coupon_id" = ? AND ${inList('"work_id"')}`,
        workIds: `SELECT ${idList('"work_id"')} AS "ids" FROM "coupon_user" WHERE "user_id" = ? AND "coupon_id" = ?`,
      };

/** Loads the issued coupons of one coupon for many members. Reads the works that a page shows, and those with ids between
 * them where that is one range of the index. */
export class IssuedCouponsLoader {
  /** By list of works: members who request the same list together are read by one query, up to 64. */
  private readonly batches = new WeakMap<readonly number[], BatchLoader<number, Holdings>>();

  constructor(
    private readonly transactions: Transactions,
    readonly couponId: number,
  ) {}

  forMember(userId: number): MemberHoldings {
    return {
      among: async (workIds) => (workIds.length > 0 ? await this.batchFor(workIds).load(userId) : undefined) ?? NONE,
      workIds: () =>
        this.transactions.read((tx) => readIds(tx, { sql: STATEMENTS.workIds, parameters: [userId, this.couponId] })),
    };
  }

  private batchFor(workIds: readonly number[]): BatchLoader<number, Holdings> {
    const known = this.batches.get(workIds);
    if (known) return known;
    const batch = new BatchLoader<number, Holdings>((userIds) =>
      this.transactions.read((tx) => this.readHoldings(tx, userIds, workIds)),
    );
    this.batches.set(workIds, batch);
    return batch;
  }

  private *readHoldings(
    tx: Tx,
    userIds: readonly number[],
    workIds: readonly number[],
  ): SqlProgram<Map<number, Holdings>> {
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
    if (last - first < MAX_RANGE) return { sql: STATEMENTS.between, parameters: [...who, first, last] };
    return { sql: STATEMENTS.among, parameters: [...who, listParameter(workIds)] };
  }
}
