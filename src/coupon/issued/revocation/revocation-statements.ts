import { databaseKind } from '../../../platform/config/environment.js';
import { inList, listParameter, numbered } from '../../../platform/database/sql/in-list.js';
import type { Statement } from '../../../platform/database/sql/statement.js';

/** A process that does not renew its lease for so long is taken for dead, and another one continues. */
const LEASE_SECONDS = 5;

const FOR_UPDATE = databaseKind === 'postgres' ? 'FOR UPDATE' : '';

/** The database's clock, because the processes may be on several machines. */
const CLOCK =
  databaseKind === 'postgres'
    ? { now: 'clock_timestamp()', later: `clock_timestamp() + interval '${LEASE_SECONDS} seconds'` }
    : {
        now: `strftime('%Y-%m-%d %H:%M:%f', 'now')`,
        later: `strftime('%Y-%m-%d %H:%M:%f', 'now', '+${LEASE_SECONDS} seconds')`,
      };

const CLAIM = numbered(`UPDATE "revocation" SET "worker" = ?, "leased_until" = ${CLOCK.later}
  WHERE "state" = 'running' AND ("worker" = ? OR "leased_until" IS NULL OR "leased_until" < ${CLOCK.now}) RETURNING "id"`);

const RELEASE = numbered(`UPDATE "revocation" SET "leased_until" = NULL WHERE "state" = 'running' AND "worker" = ?`);

const PROGRESS = numbered(`UPDATE "revocation" SET "after_id" = ?, "revoked" = "revoked" + ?,
  "untouched" = "untouched" + ?, "leased_until" = ${CLOCK.later} WHERE "id" = ?`);

const REVOKE = numbered(`UPDATE "coupon_user" SET "revoked_at" = ?, "updated_at" = ?, "unit_withdrawn" = ?
  WHERE ${databaseKind === 'postgres' ? '"id" = ANY(?::int[])' : '"id" IN (SELECT value FROM json_each(?))'}
    AND NOT "is_used" AND "revoked_at" IS NULL RETURNING "id", "coupon_id"`);

/** Locks all coupons. Then no coupon is being issued, so the highest id of an issued coupon is the last. */
export const LOCK_ALL_COUPONS: Statement = {
  sql: `SELECT "id" FROM "coupon" ORDER BY "id" ${FOR_UPDATE}`,
  parameters: [],
};

/** Selects `first_id` and `last_id`, 0 if nothing was issued. */
export const ISSUED_RANGE: Statement = {
  sql: `SELECT COALESCE((SELECT MIN("id") FROM "coupon_user"), 0) AS "first_id",
    COALESCE((SELECT MAX("id") FROM "coupon_user"), 0) AS "last_id"`,
  parameters: [],
};

/** In the order of ids, as `LOCK_ALL_COUPONS`: transactions that lock several coupons in one order cannot deadlock. */
export const lockCoupons = (ids: readonly number[]): Statement => ({
  sql: `SELECT "id", "count" FROM "coupon" WHERE ${inList('"id"')} ORDER BY "id" ${FOR_UPDATE}`,
  parameters: [listParameter(ids)],
});

/** Gives the running revocation to this process, unless another one works on it. Returns its `id`. */
export const claim = (worker: string): Statement => ({ sql: CLAIM, parameters: [worker, worker] });

export const release = (worker: string): Statement => ({ sql: RELEASE, parameters: [worker] });

/** Adds to the counts and renews the lease. */
export const progress = (id: number, afterId: number, revoked: number, untouched: number): Statement => ({
  sql: PROGRESS,
  parameters: [afterId, revoked, untouched, id],
});

/** Revokes those of the issued coupons that are neither used nor revoked, and returns their `id` and `coupon_id`. */
export const revokeUnused = (ids: readonly number[], at: unknown, unitWithdrawn: boolean): Statement => ({
  sql: REVOKE,
  parameters: [at, at, unitWithdrawn, listParameter(ids)],
});
