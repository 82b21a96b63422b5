import { databaseKind } from '../../platform/config/environment.js';
import { placeholder } from '../../platform/database/sql/in-list.js';
import type { Statement } from '../../platform/database/sql/statement.js';

const PAGE_SIZE = 2_000;

const PAGE = `SELECT "id", "title" FROM "work" WHERE "id" > ${placeholder(1)} ORDER BY "id" LIMIT ${PAGE_SIZE}`;

// One parameter for all titles, so that their number has no limit and the SQL is constant. The list is the last parameter
// on both databases: SQLite binds each `?` by its position in the text.
const INSERT =
  databaseKind === 'postgres'
    ? `INSERT INTO "work" ("title", "created_at", "updated_at")
       SELECT "title", $1, $2 FROM unnest($3::text[]) WITH ORDINALITY AS new("title", "index") ORDER BY "index"
       ON CONFLICT DO NOTHING RETURNING "id"`
    : `INSERT INTO "work" ("title", "created_at", "updated_at")
       SELECT "value", ?, ? FROM json_each(?) WHERE TRUE ORDER BY "key" ON CONFLICT DO NOTHING RETURNING "id"`;

/** Selects `id` and `title` of the next 2,000 works with higher ids. */
export const worksAfter = (id: number): Statement => ({ sql: PAGE, parameters: [id] });

/**
 * Inserts works in the order of the titles and returns their ids. Skips titles that exist already.
 * @param now the instant as a database parameter (`tx.instant`)
 */
export function insertWorks(titles: readonly string[], now: unknown): Statement[] {
  const statements: Statement[] = [];
  for (let start = 0; start < titles.length; start += PAGE_SIZE) {
    const page = titles.slice(start, start + PAGE_SIZE);
    statements.push({ sql: INSERT, parameters: [now, now, databaseKind === 'postgres' ? page : JSON.stringify(page)] });
  }
  return statements;
}
