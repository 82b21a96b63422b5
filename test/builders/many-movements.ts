import type { TestDatabase } from '../support/test-database.js';

/** So many movements of one coupon. Their ids follow those of the ones that are there. */
export async function manyMovements(database: TestDatabase, coupon: number, count: number): Promise<void> {
  const at = database.kind === 'postgres' ? `timestamptz '2026-10-01T12:00:00Z'` : `'2026-10-01 12:00:00.000'`;
  await database.execute(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO stock_movement (coupon_id, kind, delta, note, created_at)
    SELECT ${coupon}, 'issued', -1, CASE WHEN i % 1000 = 7 THEN '=메모 ' || i END, ${at} FROM n`);
  if (database.kind === 'postgres') await database.execute('ANALYZE');
}
