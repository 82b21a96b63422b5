import { instantParameter } from '../../platform/database/columns/instant-column.js';
import { endsOf, type Conditions, type End } from './conditions.js';

/**
 * As `instantBetween`, for the creation time: later rows have higher ids, so the condition looks up the ids at both ends
 * and limits the rows to that range. The order is not exact: a process reads the time before it draws the ids, and clocks
 * differ. So the ids are those of instants `SLACK_MS` before and after the ends, and `SLACK` ids more. The time of each row in
 * the range is then compared with the ends themselves.
 */
export const createdBetween: Conditions = (filter, property) => {
  const ends = endsOf(filter);
  if (!ends) return undefined;
  const bound = (column: string, table: string, { sign }: End): string =>
    sign === '>='
      ? `id > ${lastIdBefore(column, table, '<')} - ${SLACK}`
      : `id <= ${lastIdBefore(column, table, '<=')} + ${SLACK}`;
  return {
    property,
    sql: (column, table) => ends.map((end) => `${bound(column, table, end)} AND ${column} ${end.sign} ?`).join(' AND '),
    parameters: ends.flatMap((end) => [instantParameter(beyond(end)), instantParameter(end.at)]),
    boundsIds: true,
  };
};

const SLACK = 1_000;
const SLACK_MS = 10_000;
/** SQLite compares instants as texts, and the text of a later one begins with `+`. */
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

const beyond = ({ sign, at }: End): Date =>
  new Date(sign === '>=' ? at.getTime() - SLACK_MS : Math.min(at.getTime() + SLACK_MS, LAST_INSTANT));

/**
 * The highest id such that the last row up to this id was created before an instant. A binary search over the 31 bits of
 * an id; each step reads one row.
 */
const lastIdBefore = (column: string, table: string, sign: '<' | '<='): string => `(
  WITH RECURSIVE search(low, step) AS (
    SELECT CAST(0 AS bigint), CAST(1073741824 AS bigint)
    UNION ALL
    SELECT low + CASE WHEN COALESCE((
        SELECT ${column} FROM ${table} WHERE id <= low + step ORDER BY id DESC LIMIT 1) ${sign} ?, TRUE)
      THEN step ELSE 0 END, step / 2
    FROM search WHERE step > 0
  ) SELECT MAX(low) FROM search)`;
