import { MAX_INTEGER } from '../columns/max-integer.js';
import { badValue } from './move-refusal.js';
import type { ColumnKind, MovedColumn, MovedTable } from './moved-tables.js';

// SQLite enforces neither types nor lengths, and a row that was written by hand may have any value. PostgreSQL would refuse
// a whole batch without naming the row, so each value is checked here.

const INSTANT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?$/;

type Converter = (value: unknown, column: MovedColumn) => string;

/** Each converts a value of SQLite to text that PostgreSQL reads. They throw a problem in Korean. */
const CONVERTERS: Readonly<Record<ColumnKind, Converter>> = {
  integer: (value) => {
    const isInteger = Number.isInteger(value) && Math.abs(value as number) <= MAX_INTEGER;
    if (!isInteger) throw new Error(`${-MAX_INTEGER}부터 ${MAX_INTEGER}까지의 정수여야 합니다.`);
    return String(value);
  },
  boolean: (value) => {
    if (value !== 0 && value !== 1) throw new Error('0이나 1이어야 합니다.');
    return value === 1 ? 'true' : 'false';
  },
  text: (value, { maxLength }) => {
    if (typeof value !== 'string') throw new Error('글자여야 합니다.');
    if (value.includes('\0')) throw new Error('PostgreSQL은 문자 U+0000을 저장하지 못합니다.');
    const isTooLong = maxLength !== undefined && value.length > maxLength && [...value].length > maxLength;
    if (isTooLong) throw new Error(`${maxLength}자를 넘습니다.`);
    return value;
  },
  // SQLite's text is in UTC, without a zone. PostgreSQL would read it in the zone of the session.
  instant: (value) => {
    if (typeof value !== 'string' || !INSTANT.test(value))
      throw new Error('UTC 시각(2026-01-31 09:00:00.000)이어야 합니다.');
    return `${value}+00`;
  },
};

/**
 * Converts a row of SQLite to values for the columns of PostgreSQL.
 * @throws MoveRefusal that names the row if PostgreSQL cannot store a value
 */
export function movedRow(table: MovedTable, row: readonly unknown[]): (string | null)[] {
  return table.columns.map((column, place) => {
    const value = row[place];
    if (value === null) return null;
    try {
      return CONVERTERS[column.kind](value, column);
    } catch (error) {
      throw badValue(`${table.name} ${describeKey(table, row)} ${column.name}`, (error as Error).message);
    }
  });
}

/** `id=7` */
export const describeKey = ({ columns }: MovedTable, row: readonly unknown[]): string =>
  columns.flatMap(({ isKey, name }, place) => (isKey ? [`${name}=${String(row[place])}`] : [])).join(' ');
