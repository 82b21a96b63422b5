import type { TestDatabase } from './test-database.js';

/** Everything that an operator's act may change. */
const TABLES = [
  ...['work', 'work_revision', 'coupon', 'coupon_user', 'coupon_usage', 'stock_movement', 'event_page'],
  ...['revocation', 'user', 'session', 'audit_entry'],
];

/** @returns the rows of each table, to compare them before and after an act */
export async function allRows(database: TestDatabase): Promise<Record<string, string[]>> {
  const read = async (table: string): Promise<[string, string[]]> => {
    const rows = await database.rows(`SELECT * FROM "${table}"`);
    return [table, rows.map((row) => JSON.stringify(row)).sort()];
  };
  return Object.fromEntries(await Promise.all(TABLES.map(read)));
}
