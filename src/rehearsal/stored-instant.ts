/** @param value of a column, as the driver gives it: SQLite's text in UTC, PostgreSQL's Date */
export function instantOf(value: unknown): Date | null {
  if (value === null || value === undefined) return null;
  return value instanceof Date ? value : new Date(`${(value as string).replace(' ', 'T')}Z`);
}
