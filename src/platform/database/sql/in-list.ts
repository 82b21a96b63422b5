import { databaseKind } from '../../config/environment.js';

/** A condition `column IN (list)`. The list is one parameter, so the SQL is the same for every length and stays prepared. */
export const inList = (column: string): string =>
  databaseKind === 'postgres' ? `${column} = ANY($1)` : `${column} IN (SELECT value FROM json_each(?))`;

/** Converts a list to the parameter of `inList`. */
export const listParameter = (values: readonly (number | string)[]): unknown =>
  databaseKind === 'postgres' ? values : JSON.stringify(values);

/** The placeholder of the n-th parameter, from 1. On SQLite placeholders have no numbers, so they must be used in order. */
export const placeholder = (n: number): string => (databaseKind === 'postgres' ? `$${n}` : '?');

/** Replaces each `?` in handwritten SQL by this database's placeholder. */
export function numbered(sql: string): string {
  if (databaseKind !== 'postgres') return sql;
  let n = 0;
  return sql.replace(/\?/g, () => placeholder(++n));
}
