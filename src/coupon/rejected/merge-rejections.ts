import { databaseKind } from '../../platform/config/environment.js';
import { MAX_INTEGER } from '../../platform/database/columns/max-integer.js';
import { instantParameter } from '../../platform/database/columns/instant-column.js';
import { placeholder } from '../../platform/database/sql/in-list.js';
import type { Statement } from '../../platform/database/sql/statement.js';
import type { PendingRejection } from './pending-rejections.js';

const instant = databaseKind === 'postgres' ? 'timestamptz' : 'text';

/** The columns and their types in the parameter, which is JSON. */
const COLUMNS = [
  ['user_id', 'integer'],
  ['coupon_id', 'integer'],
  ['work_id', 'integer'],
  ['presses', 'integer'],
  ['first_at', instant],
  ['last_at', instant],
  ['last_reason', 'text'],
] as const;

const NAMES = COLUMNS.map(([name]) => `"${name}"`).join(', ');

const GIVEN =
  databaseKind === 'postgres'
    ? `json_to_recordset(${placeholder(1)}::json) AS given(${COLUMNS.map(([name, type]) => `"${name}" ${type}`).join(', ')})`
    : `(SELECT ${COLUMNS.map(([name]) => `"value" ->> '${name}' AS "${name}"`).join(', ')} FROM json_each(${placeholder(1)})) AS given`;

const exists = (table: string, column: string): string =>
  `EXISTS (SELECT 1 FROM "${table}" WHERE "${table}"."id" = given."${column}")`;

/** A member with so many rows gets no new ones until REJECTED_PRESS_DAYS have passed: somebody could press for every coupon and work. */
const MAX_ROWS_OF_MEMBER = 500;

const OF_MEMBER = `FROM "rejected_press" r WHERE r."user_id" = given."user_id"`;

/** The given rows whose ids exist; `is_known` if the table has a row for them. */
const EXISTING = `SELECT given.*, EXISTS (
      SELECT 1 ${OF_MEMBER} AND r."coupon_id" = given."coupon_id" AND r."work_id" = given."work_id") AS "is_known"
    FROM ${GIVEN}
    WHERE ${exists('user', 'user_id')} AND ${exists('coupon', 'coupon_id')} AND ${exists('work', 'work_id')}`;

/** `place` numbers a member's new rows of this statement, which do not see each other in the table. */
const PLACED = `SELECT existing.*, ROW_NUMBER() OVER (PARTITION BY "user_id", "is_known" ORDER BY "first_at") AS "place"
    FROM (${EXISTING}) AS existing`;

/** Several processes that write at once do not see each other's rows either: the limit is exact for each of them. */
const HAS_ROOM = `("is_known" OR "place" + (SELECT COUNT(*) FROM (SELECT 1 ${OF_MEMBER} LIMIT ${MAX_ROWS_OF_MEMBER}) AS counted)
    <= ${MAX_ROWS_OF_MEMBER})`;

/**
 * Adds to the rows that exist, because several processes and several seconds write the same row. Presses for ids that do not
 * exist are left out: anybody can invent ids, so the table would grow without limit. The rows are locked in the order of the
 * key, so that two processes do not wait for each other.
 */
const MERGE = `INSERT INTO "rejected_press" (${NAMES})
  SELECT ${NAMES} FROM (${PLACED}) AS given
  WHERE ${HAS_ROOM}
  ORDER BY "user_id", "coupon_id", "work_id"
  ON CONFLICT ("user_id", "coupon_id", "work_id") DO UPDATE SET
    "presses" = CASE WHEN "rejected_press"."presses" > ${MAX_INTEGER} - excluded."presses" THEN ${MAX_INTEGER}
      ELSE "rejected_press"."presses" + excluded."presses" END,
    "first_at" = CASE WHEN excluded."first_at" < "rejected_press"."first_at" THEN excluded."first_at"
      ELSE "rejected_press"."first_at" END,
    "last_reason" = CASE WHEN excluded."last_at" >= "rejected_press"."last_at" THEN excluded."last_reason"
      ELSE "rejected_press"."last_reason" END,
    "last_at" = CASE WHEN excluded."last_at" > "rejected_press"."last_at" THEN excluded."last_at"
      ELSE "rejected_press"."last_at" END`;

/** @param rejections at most one for each member, coupon and work */
export function mergeRejections(rejections: readonly PendingRejection[]): Statement {
  const rows = rejections.map(({ userId, couponId, workId, presses, firstAt, lastAt, lastReason }) => ({
    user_id: userId,
    coupon_id: couponId,
    work_id: workId,
    presses,
    first_at: instantParameter(new Date(firstAt)),
    last_at: instantParameter(new Date(lastAt)),
    last_reason: lastReason,
  }));
  return { sql: MERGE, parameters: [JSON.stringify(rows)] };
}
