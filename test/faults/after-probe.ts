import { eventually } from '../support/eventually.js';
import type { TestDatabase } from '../support/test-database.js';

/** Resolves just after the server's own write probe, which comes every few seconds: the next sync is then the test's own. */
export async function afterProbe(database: TestDatabase): Promise<void> {
  const written = async (): Promise<string> => JSON.stringify(await database.rows('SELECT "written_at" FROM "probe"'));
  const before = await written();
  await eventually(written, (now) => now !== before);
}
