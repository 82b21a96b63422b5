import { emailKey } from '../../account/email-address.js';
import { instantParameter } from '../../platform/database/columns/instant-column.js';
import { codeTooShort } from '../admin.errors.js';
import { RANK, type Condition } from './condition.js';
import type { Wanted } from './field.js';
import { rowId } from './row-id.js';

/** A condition on a property, or undefined when nothing can be asked for so. */
export type Conditions = (wanted: Wanted, property: string) => Condition | undefined;

type Index = Condition['index'];

const MAX_TEXT = 255;
const MIN_CODE_PREFIX = 3;
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** Text in any place, in capitals or not: no index finds it. */
export const contains: Conditions = ({ value }, property) => {
  if (!isText(value)) return undefined;
  const pattern = `%${value.normalize('NFC').replace(/[!%_]/g, '!$&')}%`;
  return { property, sql: (column) => `LOWER(${column}) LIKE LOWER(?) ESCAPE '!'`, parameters: [pattern] };
};

/** As `contains`; few rows have any text there, and an index knows which. */
export const containsWhereAny =
  (partial: string): Conditions =>
  (wanted, property) => {
    const condition = contains(wanted, property);
    const sql = (column: string, table: string): string => `${column} IS NOT NULL AND ${condition!.sql(column, table)}`;
    return condition && { ...condition, sql, index: { rank: RANK.rare, partial } };
  };

/** The beginning of a code, or all of it. Codes are drawn in capitals; older ones are also found as they are typed. */
export const startsCode: Conditions = ({ value }, property) => {
  if (!isText(value)) return undefined;
  const typed = value.trim();
  const spellings = [...new Set([typed.toUpperCase(), typed])];
  if (typed.length >= 8) {
    const sql = (column: string): string => `${column} IN (${spellings.map(() => '?').join(', ')})`;
    return { property, sql, parameters: spellings, index: { rank: RANK.unique, order: 'none' } };
  }
  if (typed.length < MIN_CODE_PREFIX) throw codeTooShort(MIN_CODE_PREFIX);
  const ranges = spellings.map(prefixRange);
  return {
    property,
    sql: (column) => `(${ranges.map(({ sql }) => sql(column)).join(' OR ')})`,
    parameters: ranges.flatMap(({ parameters }) => parameters),
    index: { rank: RANK.prefix, order: 'own' },
  };
};

/** The beginning of a member's e-mail, in any spelling of the same mailbox. */
export const startsEmail: Conditions = ({ value }, property) =>
  isText(value) ? { property, ...prefixRange(emailKey(value)), index: { rank: RANK.prefix, order: 'own' } } : undefined;

export const equalsInteger =
  (index?: Index): Conditions =>
  ({ value }, property) => {
    const integer = value === '0' ? 0 : rowId(value);
    return integer === undefined
      ? undefined
      : { property, sql: (column) => `${column} = ?`, parameters: [integer], ...(index && { index }) };
  };

/** @param rare the value that few rows have, and the partial index that finds them */
export const equalsFlag =
  (rare?: { readonly value: boolean; readonly partial: string }): Conditions =>
  ({ value }, property) => {
    const flag = asFlag(value);
    if (flag === undefined) return undefined;
    const sql = (column: string): string => (flag ? column : `NOT ${column}`);
    return {
      property,
      sql,
      parameters: [],
      ...(flag === rare?.value && { index: { rank: RANK.rare, partial: rare.partial } }),
    };
  };

/** Whether there is a value, which few rows have. */
export const isSet =
  (partial: string): Conditions =>
  ({ value }, property) => {
    const flag = asFlag(value);
    if (flag === undefined) return undefined;
    const sql = (column: string): string => `${column} IS ${flag ? 'NOT NULL' : 'NULL'}`;
    return { property, sql, parameters: [], ...(flag && { index: { rank: RANK.rare, partial } }) };
  };

/** From one instant to another, both included; either may be missing. A day without a time means its midnight in UTC. */
export const instantBetween: Conditions = (wanted, property) => {
  const ends = endsOf(wanted);
  if (!ends) return undefined;
  const sql = (column: string): string => ends.map(({ sign }) => `${column} ${sign} ?`).join(' AND ');
  return { property, sql, parameters: ends.map(({ at }) => instantParameter(at)) };
};

/** As `instantBetween`; few rows have a value, and an index knows which. */
export const instantBetweenWhereAny =
  (partial: string): Conditions =>
  (wanted, property) => {
    const condition = instantBetween(wanted, property);
    const sql = (column: string, table: string): string => `${column} IS NOT NULL AND ${condition!.sql(column, table)}`;
    return condition && { ...condition, sql, index: { rank: RANK.rare, partial } };
  };

/**
 * As `instantBetween`, for when a row was made: rows that were made later have higher ids, so the ids at both ends are
 * looked up instead of the rows between. Several processes write, and their clocks differ a little: `SLACK` more rows
 * are looked at on either side.
 */
export const madeBetween: Conditions = (wanted, property) => {
  const ends = endsOf(wanted);
  if (!ends) return undefined;
  const bound = (column: string, table: string, { sign }: End): string =>
    sign === '>='
      ? `id > ${lastIdBefore(column, table, '<')} - ${SLACK}`
      : `id <= ${lastIdBefore(column, table, '<=')} + ${SLACK}`;
  return {
    property,
    sql: (column, table) => ends.map((end) => `${bound(column, table, end)} AND ${column} ${end.sign} ?`).join(' AND '),
    parameters: ends.flatMap(({ at }) => [instantParameter(at), instantParameter(at)]),
    boundsIds: true,
  };
};

const SLACK = 1_000;

/**
 * The highest id such that the last row up to it was made before an instant. A binary search over the 31 bits of an id:
 * each step looks at one row.
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

type End = { readonly sign: '>=' | '<='; readonly at: Date };

function endsOf({ value, from, to }: Wanted): readonly End[] | undefined {
  if (value !== undefined) return undefined;
  const ends: End[] = [];
  if (from !== undefined) ends.push({ sign: '>=', at: instant(from) });
  if (to !== undefined) ends.push({ sign: '<=', at: instant(to) });
  return ends.length > 0 && ends.every(({ at }) => !Number.isNaN(at.getTime())) ? ends : undefined;
}

const instant = (text: string): Date => new Date(INSTANT.test(text) ? text : NaN);

export const asFlag = (value: string | undefined): boolean | undefined =>
  value === 'true' ? true : value === 'false' ? false : undefined;

const isText = (value: string | undefined): value is string =>
  value !== undefined && value.length <= MAX_TEXT && !value.includes('\0');

/** Every text that begins so. Nothing sorts behind the last of Unicode's characters. */
export const prefixRange = (prefix: string): Pick<Condition, 'parameters'> & { sql: (column: string) => string } => ({
  sql: (column) => `(${column} >= ? AND ${column} < ?)`,
  parameters: [prefix, `${prefix}\u{10ffff}`],
});
