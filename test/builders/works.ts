import { insertRow, type TestDatabase } from '../support/test-database.js';

let serial = 0;

/** Writes a work into the table. @returns its id */
export function aWork(database: TestDatabase, title = `작품 ${++serial}`): Promise<number> {
  const now = new Date();
  return insertRow(database, 'work', { title, created_at: now, updated_at: now });
}

/** Writes `count` works with titles of about 95 characters at once. Their ids begin with 1000. */
export function manyWorks(database: TestDatabase, count: number): Promise<void> {
  return database.execute(`WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < ${999 + count})
    INSERT INTO work (id, title, is_hidden, created_at, updated_at)
    SELECT i, i || ' ${'x'.repeat(90)}', FALSE, '2026-10-01 12:00:00.000', '2026-10-01 12:00:00.000' FROM n`);
}
