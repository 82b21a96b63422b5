import { different } from './move-refusal.js';
import type { Comparable, MoveSource } from './move-source.js';
import { ROWS_PER_BATCH, type ShowStep } from './move-step.js';
import type { MoveTarget } from './move-target.js';
import type { MovedTable } from './moved-tables.js';
import { describeKey } from './moved-value.js';

/** Number of differences that are printed: the first ones are enough to see the problem. */
const MAX_SHOWN = 10;

type Row = readonly Comparable[];

/**
 * Compares every value of every row. Both databases convert the values to text themselves, so that an error of the copy's
 * own conversion is found.
 * @throws MoveRefusal with the first differences
 */
export async function compareAll(
  source: MoveSource,
  target: MoveTarget,
  tables: readonly MovedTable[],
  show: ShowStep,
): Promise<void> {
  const differences: string[] = [];
  for (const table of tables) {
    let done = 0;
    for (const page of source.comparablePages(table, ROWS_PER_BATCH)) {
      show({ name: 'compare', table: table.name, done });
      const keys = page.map((row) => keyOf(table, row));
      differences.push(...differencesOf(table, page, await target.comparable(table, keys)));
      done += page.length;
      if (differences.length >= MAX_SHOWN) throw different(differences.slice(0, MAX_SHOWN));
    }
    // All rows of the source were found, so with the same number there are no others.
    const count = await target.count(table);
    if (count !== done) differences.push(`${table.name}: SQLite ${done}행, PostgreSQL ${count}행`);
  }
  if (differences.length > 0) throw different(differences);
}

const keyOf = ({ columns }: MovedTable, row: readonly unknown[]): string[] =>
  columns.flatMap(({ isKey }, place) => (isKey ? [String(row[place])] : []));

/**
 * @param source rows of `MoveSource.comparablePages`
 * @param target the rows of PostgreSQL with the same keys, in any order
 * @returns a line for each value that differs, and for each row that is missing
 */
function differencesOf(table: MovedTable, source: readonly Row[], target: readonly Row[]): string[] {
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
const asText = (value: Comparable | undefined): string | null => (value === null ? null : String(value));

/** Passwords and sessions are secret, and texts can be long. */
const show = (value: string | null): string =>
  value === null ? 'NULL' : value.length > 40 ? '…' : JSON.stringify(value);
