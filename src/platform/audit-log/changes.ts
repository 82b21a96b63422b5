import { snakeCase } from '../text/snake-case.js';
import type { Changes } from './act.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Compares rows before and after an act.
 * @param before empty for a new row @param after empty for a deleted row
 * @param names the fields to compare. A field that `after` does not have is unchanged, unless the row was deleted
 */
export function changesOf(before: object, after: object, names: readonly string[]): Changes {
  const isDeleted = Object.keys(after).length === 0;
  const changed = names.filter(
    (name) => (isDeleted || name in after) && valueOf(before, name) !== valueOf(after, name),
  );
  return Object.fromEntries(
    changed.map((name) => [snakeCase(name), [valueOf(before, name), valueOf(after, name)] as const]),
  );
}

function valueOf(row: object, name: string): string | number | boolean | null {
  const value = (row as Fields)[name] ?? null;
  return value instanceof Date ? value.toISOString() : (value as string | number | boolean | null);
}
