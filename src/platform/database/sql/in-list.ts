import { databaseKind } from '../../config/environment.js';

/** A condition `column` in a list of any length that goes in as one parameter, so that the SQL never changes. */
export const inList = (column: string): string =>
  databaseKind === 'postgres' ? `${column} = ANY($1)` : `${column} IN (SELECT value FROM json_each(?))`;

/** The list as the parameter that `inList` wants. */
export const listParameter = (values: readonly (number | string)[]): unknown =>
  databaseKind === 'postgres' ? values : JSON.stringify(values);

/** How a statement of one's own spells its n-th parameter; on SQLite they are taken in their order. */
export const placeholder = (n: number): string => (databaseKind === 'postgres' ? `$${n}` : '?');

/** SQL of one's own in which `?` stands for each parameter, as this database spells them. */
export function numbered(sql: string): string {
  if (databaseKind !== 'postgres') return sql;
  let n = 0;
  return sql.replace(/\?/g, () => placeholder(++n));
}
