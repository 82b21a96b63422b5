import type { TestDatabase } from './test-database.js';

/** What happens while the database refuses every insert into the table. */
export async function whileInsertsFail<T>(database: TestDatabase, table: string, act: () => Promise<T>): Promise<T> {
  const allow = await refuseInserts(database, table);
  try {
    return await act();
  } finally {
    await allow();
  }
}

async function refuseInserts(database: TestDatabase, table: string): Promise<() => Promise<void>> {
  if (database.kind === 'sqlite') {
    // Malformed JSON: RAISE would give the error code of a foreign key, which a service takes for rows that refer to the row.
    await database.execute(
      `CREATE TRIGGER refuse BEFORE INSERT ON "${table}" BEGIN SELECT json('refused by the test'); END`,
    );
    return () => database.execute('DROP TRIGGER refuse');
  }
  await database.execute(
    `CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'refused by the test'; END $$`,
  );
  await database.execute(`CREATE TRIGGER refuse BEFORE INSERT ON "${table}" FOR EACH ROW EXECUTE FUNCTION refuse()`);
  return () => database.execute(`DROP TRIGGER refuse ON "${table}"`);
}
