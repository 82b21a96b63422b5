import type { DatabaseKind } from '../../platform/config/database-url.js';
import type { Statement } from '../../platform/database/sql/statement.js';
import type { Press } from './press.js';

/** The columns of a new row that differ within a batch. */
export type NewRow = readonly [code: string, holder: Pick<Press, 'userId' | 'workId'>];

/** The statements of issuing. Each handles all rows of its list at once. `now` is an instant as the database expects it. */
export interface IssueStatements {
  /** Waits for this transaction's turn at the coupon. Undefined on SQLite, where the mutex `WriteLock` keeps the order. */
  turn(couponId: number): Statement | undefined;
  /** Returns the database's time as `now`; undefined on SQLite, which has the time of this machine. */
  readonly time: Statement | undefined;
  /** Returns `id` of the coupons that exist, hidden ones included. */
  coupons(ids: readonly number[]): Statement;
  /** Returns `id` of the works that exist and are not hidden. */
  works(ids: readonly number[]): Statement;
  /** Returns the rows of `coupon_user` that exist already for these presses. */
  held(couponId: number, presses: readonly Press[]): Statement;
  /** Inserts the rows that violate no unique constraint, and returns their `id`, `code` and, on PostgreSQL, `created_at`. */
  insert(couponId: number, rows: readonly NewRow[], now: unknown): Statement;
  /**
   * If the coupon is open and has a unit for each row, locks it and inserts the rows. Rows of works that are hidden or
   * do not exist and those that violate a unique constraint are skipped. Returns `id`, `code` and `created_at` of what was inserted. Undefined on SQLite,
   * where a round trip costs nothing.
   */
  insertIfOpen?(couponId: number, rows: readonly NewRow[]): Statement;
}

/** By name: with `*`, each process would have to repeat a batch and replace its connections after a migration has added a column. */
const ROW = [
  'id',
  'coupon_id',
  'user_id',
  'work_id',
  'code',
  'is_used',
  'used_at',
  'revoked_at',
  'unit_withdrawn',
  'created_at',
  'updated_at',
]
  .map((column) => `issued.${column}`)
  .join(', ');
const COLUMNS = '(coupon_id, user_id, work_id, code, is_used, created_at, updated_at)';

// A batch is passed as one array per column, on SQLite as one JSON text. So the SQL is constant and stays prepared.

/** The first key of the advisory locks of coupons; the second is the coupon's id. */
const COUPON_LOCKS = 7_651;

const postgres: IssueStatements = {
  // Transactions that wait for a row are woken together, and newcomers overtake them. Advisory locks are granted in order.
  turn: (couponId) => ({
    sql: 'SELECT pg_advisory_xact_lock($1, $2)::text',
    parameters: [COUPON_LOCKS, couponId],
  }),
  time: { sql: 'SELECT clock_timestamp() AS now', parameters: [] },
  coupons: (ids) => ({ sql: 'SELECT id FROM coupon WHERE id = ANY($1::int[])', parameters: [ids] }),
  works: (ids) => ({ sql: 'SELECT id FROM work WHERE id = ANY($1::int[]) AND NOT is_hidden', parameters: [ids] }),
  // LIMIT 1 only affects the plan: PostgreSQL uses one index lookup for each press, whatever its statistics say.
  held: (couponId, presses) => ({
    sql: `SELECT ${ROW} FROM unnest($2::int[], $3::int[]) AS press(user_id, work_id) CROSS JOIN LATERAL (
            SELECT * FROM coupon_user row WHERE row.coupon_id = $1 AND row.user_id = press.user_id
            AND row.work_id = press.work_id LIMIT 1) AS issued`,
    parameters: [couponId, presses.map(({ userId }) => userId), presses.map(({ workId }) => workId)],
  }),
  insert: (couponId, rows, now) => ({
    sql: `INSERT INTO coupon_user${COLUMNS}
          SELECT $1, user_id, work_id, code, FALSE, $5, $5
          FROM unnest($2::int[], $3::int[], $4::text[]) WITH ORDINALITY AS new_row(user_id, work_id, code, place)
          ORDER BY place ON CONFLICT DO NOTHING RETURNING id, code, created_at`,
    parameters: [...insertedColumns(couponId, rows), now],
  }),
  // The conditions of `open` are checked before the row is locked. If the row was changed meanwhile, PostgreSQL checks them again
  // on the current row. If it was not changed, only time has passed: an event that had started is not before its start, and
  // `issuing` compares the end once more with the time behind the lock. Other tables are read as of the start of the statement;
  // that no member holds the coupon yet is checked by the unique constraint.
  insertIfOpen: (couponId, rows) => ({
    sql: `WITH open AS MATERIALIZED (
            SELECT ends_at FROM coupon WHERE id = $1 AND count >= $5 AND NOT is_hidden AND NOT paused
            AND (starts_at IS NULL OR starts_at <= clock_timestamp())
            AND (ends_at IS NULL OR ends_at > clock_timestamp()) FOR UPDATE),
          issuing AS MATERIALIZED (
            SELECT date_trunc('milliseconds', clock_timestamp()) AS now FROM open
            WHERE ends_at IS NULL OR ends_at > clock_timestamp()),
          visible AS MATERIALIZED (SELECT id FROM work WHERE id = ANY($3::int[]) AND NOT is_hidden)
          INSERT INTO coupon_user${COLUMNS}
          SELECT $1, user_id, work_id, code, FALSE, now, now FROM issuing
          CROSS JOIN unnest($2::int[], $3::int[], $4::text[]) WITH ORDINALITY AS new_row(user_id, work_id, code, place)
          JOIN visible ON visible.id = work_id
          ORDER BY place ON CONFLICT DO NOTHING RETURNING id, code, created_at`,
    parameters: [...insertedColumns(couponId, rows), rows.length],
  }),
};

const insertedColumns = (couponId: number, rows: readonly NewRow[]): unknown[] => [
  couponId,
  rows.map(([, { userId }]) => userId),
  rows.map(([, { workId }]) => workId),
  rows.map(([code]) => code),
];

const sqlite: IssueStatements = {
  turn: () => undefined,
  time: undefined,
  coupons: (ids) => ({
    sql: 'SELECT coupon.id FROM json_each(?) pressed CROSS JOIN coupon ON coupon.id = pressed.value',
    parameters: [JSON.stringify(ids)],
  }),
  works: (ids) => ({
    sql: 'SELECT work.id FROM json_each(?) pressed CROSS JOIN work ON work.id = pressed.value WHERE NOT is_hidden',
    parameters: [JSON.stringify(ids)],
  }),
  held: (couponId, presses) => ({
    sql: `SELECT issued.* FROM json_each(?) press CROSS JOIN coupon_user issued
          ON issued.coupon_id = ? AND issued.user_id = press.value ->> 0 AND issued.work_id = press.value ->> 1`,
    parameters: [JSON.stringify(presses.map(({ userId, workId }) => [userId, workId])), couponId],
  }),
  insert: (couponId, rows, now) => ({
    sql: `INSERT INTO coupon_user${COLUMNS}
          SELECT ?, value ->> 0, value ->> 1, value ->> 2, FALSE, ?, ?
          FROM json_each(?) WHERE TRUE ON CONFLICT DO NOTHING RETURNING id, code`,
    parameters: [couponId, now, now, JSON.stringify(rows.map(([code, { userId, workId }]) => [userId, workId, code]))],
  }),
};

export const issueStatements: Readonly<Record<DatabaseKind, IssueStatements>> = { postgres, sqlite };
