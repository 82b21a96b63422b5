import { emailKey } from '../../account/email-address.js';
import { instantParameter } from '../../platform/database/columns/instant-column.js';
import { codeTooShort } from '../admin.errors.js';
import { RANK, type Condition } from './condition.js';
import { isWholeAddress } from './email-filter.js';
import type { FilterValue } from './field.js';
import { rowIdOrZero } from './row-id.js';

/** Builds a condition on a property; undefined if the filter's value is invalid. */
export type Conditions = (filter: FilterValue, property: string) => Condition | undefined;

type Index = NonNullable<Condition['index']>;
type ColumnTest = Pick<Condition, 'parameters'> & { readonly sql: (column: string) => string };

const MAX_TEXT = 255;
const MIN_CODE_PREFIX = 3;
/** A time needs its offset from UTC: without one, it would be in the time zone of the machine. */
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Case-insensitive substring search; no index supports it. */
export const contains: Conditions = ({ value }, property) => {
  if (!isText(value)) return undefined;
  const pattern = `%${value.normalize('NFC').replace(/[!%_]/g, '!$&')}%`;
  return { property, sql: (column) => `LOWER(${column}) LIKE LOWER(?) ESCAPE '!'`, parameters: [pattern] };
};

/** As `contains`, for a column that is null in most rows: a partial index finds the others. */
export const containsWhereAny =
  (partial: string): Conditions =>
  (filter, property) => {
    const condition = contains(filter, property);
    const sql = (column: string, table: string): string => `${column} IS NOT NULL AND ${condition!.sql(column, table)}`;
    return condition && { ...condition, sql, index: { rank: RANK.rare, partial } };
  };

/** A code or its beginning. Codes are upper case; old codes in other spellings are found if typed exactly. */
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

/** A member's email or its beginning, in any spelling of the same mailbox. `isWholeAddress` tells which it is. */
export const matchesEmail: Conditions = ({ value }, property) => {
  if (!isBeginning(value)) return undefined;
  const index: Index = isWholeAddress(value)
    ? { rank: RANK.unique, order: 'none' }
    : { rank: RANK.prefix, order: 'own' };
  return { property, ...emailTest(value), index };
};

/** The test of the column `email_key` for `matchesEmail`. */
export const emailTest = (typed: string): ColumnTest =>
  isWholeAddress(typed)
    ? { sql: (column) => `${column} = ?`, parameters: [emailKey(typed)] }
    : prefixRange(emailKey(typed));

/** The beginning of a text, as it is written; the column's index finds it. */
export const startsText: Conditions = ({ value }, property) =>
  isBeginning(value)
    ? { property, ...prefixRange(value.trim()), index: { rank: RANK.prefix, order: 'own' } }
    : undefined;

/** @param index of the column, if it has one */
export const isOneOf =
  (choices: readonly string[], index?: Index): Conditions =>
  ({ value }, property) =>
    value !== undefined && choices.includes(value)
      ? { property, sql: (column) => `${column} = ?`, parameters: [value], ...(index && { index }) }
      : undefined;

export const equalsInteger =
  (index?: Index): Conditions =>
  ({ value }, property) => {
    const integer = rowIdOrZero(value);
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
    const test = (column: string): string => (flag ? column : `NOT ${column}`);
    if (flag !== rare?.value) return { property, sql: test, parameters: [] };
    // For an index on (flag, id), SQLite needs the first test to use the index at all, and the second to read it by id.
    const sql = (column: string): string => `${test(column)} AND ${column} = ${flag ? 'TRUE' : 'FALSE'}`;
    return { property, sql, parameters: [], index: { rank: RANK.rare, partial: rare.partial } };
  };

/** Whether the column has a value; few rows have one. */
export const isSet =
  (partial: string): Conditions =>
  ({ value }, property) => {
    const flag = asFlag(value);
    if (flag === undefined) return undefined;
    const sql = (column: string): string => `${column} IS ${flag ? 'NOT NULL' : 'NULL'}`;
    return { property, sql, parameters: [], ...(flag && { index: { rank: RANK.rare, partial } }) };
  };

/** A range of instants, both ends included; one end may be missing. A date without a time means midnight in UTC. */
export const instantBetween: Conditions = (filter, property) => {
  const ends = endsOf(filter);
  if (!ends) return undefined;
  const sql = (column: string): string => ends.map(({ sign }) => `${column} ${sign} ?`).join(' AND ');
  return { property, sql, parameters: ends.map(({ at }) => instantParameter(at)) };
};

/** As `instantBetween`, for a column that is null in most rows: a partial index finds the others. */
export const instantBetweenWhereAny =
  (partial: string): Conditions =>
  (filter, property) => {
    const condition = instantBetween(filter, property);
    const sql = (column: string, table: string): string => `${column} IS NOT NULL AND ${condition!.sql(column, table)}`;
    return condition && { ...condition, sql, index: { rank: RANK.rare, partial } };
  };

/** One end of a range of instants. */
export type End = { readonly sign: '>=' | '<='; readonly at: Date };

/** @returns undefined if the filter's value is invalid */
export function endsOf({ value, from, to }: FilterValue): readonly End[] | undefined {
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

/** Not only white space, which is trimmed: every text begins with the empty text. */
export const isBeginning = (value: string | undefined): value is string => isText(value) && value.trim() !== '';

/** The range of all texts with this prefix. U+10FFFF is the last character of Unicode, so no text sorts after it. */
export const prefixRange = (prefix: string): ColumnTest => ({
  sql: (column) => `(${column} >= ? AND ${column} < ?)`,
  parameters: [prefix, `${prefix}\u{10ffff}`],
});
