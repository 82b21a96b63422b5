import type { TestDatabase } from './test-database.js';

const TABLES = ['coupon_user', 'stock_movement', 'coupon'];

/** Drops every constraint of the tables that hold coupons, so that a test can write rows that must never exist. */
export async function dropAllConstraints(database: TestDatabase): Promise<void> {
  if (database.kind === 'postgres') return dropConstraints(database);
  await database.execute('PRAGMA foreign_keys = OFF');
  for (const table of TABLES) {
    // SQLite drops no constraint; a table made from a query has none.
    await database.execute(`CREATE TABLE "bare" AS SELECT * FROM "${table}"`);
    await database.execute(`DROP TABLE "${table}"`);
    await database.execute(`ALTER TABLE "bare" RENAME TO "${table}"`);
  }
}

async function dropConstraints(database: TestDatabase): Promise<void> {
  const constraints = await database.rows<{ name: string; owner: string }>(
    `SELECT conname AS name, conrelid::regclass::text AS owner FROM pg_constraint
     WHERE conrelid = ANY($1::regclass[]) AND contype IN ('c', 'f', 'u')`,
    [TABLES],
  );
  for (const { name, owner } of constraints) await database.execute(`ALTER TABLE ${owner} DROP CONSTRAINT "${name}"`);
}
