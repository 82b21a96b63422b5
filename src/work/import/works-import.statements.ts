import { databaseKind } from '../../platform/config/environment.js';
import { placeholder } from '../../platform/database/sql/in-list.js';
import type { Statement } from '../../platform/database/sql/statement.js';

const TITLES_AT_ONCE = 2_000;

const PAGE = `SELECT "id", "title" FROM "work" WHERE "id" > ${placeholder(1)} ORDER BY "id" LIMIT ${TITLES_AT_ONCE}`;

// One parameter for all titles, so that their number has no limit and the SQL never changes. SQLite takes parameters in
// the order in which they stand.
const INSERT =
  databaseKind === 'postgres'
    ? `INSERT INTO "work" ("title", "created_at", "updated_at")
       SELECT "title", $1, $2 FROM unnest($3::text[]) WITH ORDINALITY AS new("title", "place") ORDER BY "place"
       ON CONFLICT DO NOTHING RETURNING "id"`
    : `INSERT INTO "work" ("title", "created_at", "updated_at")
       SELECT "value", ?, ? FROM json_each(?) WHERE TRUE ORDER BY "key" ON CONFLICT DO NOTHING RETURNING "id"`;

/** `id` and `title` of the next works behind the one with this id; none when there are no more. */
export const worksAfter = (id: number): Statement => ({ sql: PAGE, parameters: [id] });

/**
 * Writes works with these titles, in their order, and returns the `id` of each. A title that there is already is left out.
 * @param now an instant as the database takes it
 */
export function insertWorks(titles: readonly string[], now: unknown): Statement[] {
  const statements: Statement[] = [];
  for (let start = 0; start < titles.length; start += TITLES_AT_ONCE) {
    const some = titles.slice(start, start + TITLES_AT_ONCE);
    statements.push({ sql: INSERT, parameters: [now, now, databaseKind === 'postgres' ? some : JSON.stringify(some)] });
  }
  return statements;
}
