import type { MovedTable } from './moved-tables.js';
import { describeKey } from './moved-value.js';

/** Number of differences that are printed: the first ones are enough to see the problem. */
export const MAX_SHOWN = 10;

type Row = readonly unknown[];

/**
 * @param source rows of `MoveSource.comparablePages`
 * @param target the rows of PostgreSQL with the same keys, in any order
 * @returns a line for each value that differs, and for each row that is missing
 */
export function differencesOf(table: MovedTable, source: readonly Row[], target: readonly Row[]): string[] {
  const byKey = new Map(target.map((row) => [describeKey(table, row), row]));
  return source.flatMap((row) => {
    const key = describeKey(table, row);
    const copy = byKey.get(key);
    if (!copy) return [`${table.name} ${key}: PostgreSQL에 없습니다`];
    return table.columns.flatMap(({ name }, place) => {
      const [original, copied] = [asText(row[place]), asText(copy[place])];
      return original === copied ? [] : [`${table.name} ${key} ${name}: ${show(original)} → ${show(copied)}`];
    });
  });
}

/** Values of SQLite are numbers or texts, and of PostgreSQL texts. */
const asText = (value: unknown): string | null => (value === null ? null : String(value));

/** Passwords and sessions are secret, and texts can be long. */
const show = (value: string | null): string =>
  value === null ? 'NULL' : value.length > 40 ? '…' : JSON.stringify(value);
