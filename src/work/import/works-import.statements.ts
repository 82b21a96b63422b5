import { databaseKind } from '../../platform/config/environment.js';
import { placeholder } from '../../platform/database/sql/in-list.js';
import type { Statement } from '../../platform/database/sql/statement.js';
import type { PlannedWork } from './works-import.plan.js';

const PAGE_SIZE = 2_000;

const PAGE = `SELECT "id", "title" FROM "work" WHERE "id" > ${placeholder(1)} ORDER BY "id" LIMIT ${PAGE_SIZE}`;

// One parameter for each column of all works, so that their number has no limit and the SQL is constant. The lists are the last
// parameters on both databases: SQLite binds each `?` by its position in the text.
const INSERT =
  databaseKind === 'postgres'
    ? `INSERT INTO "work" ("created_at", "updated_at", "title", "is_hidden")
       SELECT $1, $2, "title", "is_hidden"
       FROM unnest($3::text[], $4::boolean[]) WITH ORDINALITY AS new("title", "is_hidden", "index") ORDER BY "index"
       ON CONFLICT DO NOTHING RETURNING "id"`
    : `INSERT INTO "work" ("created_at", "updated_at", "title", "is_hidden")
       SELECT ?, ?, json_extract("value", '$.title'), json_extract("value", '$.isHidden')
       FROM json_each(?) WHERE TRUE ORDER BY "key" ON CONFLICT DO NOTHING RETURNING "id"`;

/** Selects `id` and `title` of the next 2,000 works with higher ids. */
export const worksAfter = (id: number): Statement => ({ sql: PAGE, parameters: [id] });

/**
 * Inserts works in this order and returns their ids. Skips titles that exist already.
 * @param now the instant as a database parameter (`tx.instant`)
 */
export function insertWorks(works: readonly PlannedWork[], now: unknown): Statement[] {
  const statements: Statement[] = [];
  for (let start = 0; start < works.length; start += PAGE_SIZE) {
    statements.push({ sql: INSERT, parameters: [now, now, ...columnsOf(works.slice(start, start + PAGE_SIZE))] });
  }
  return statements;
}

const columnsOf = (works: readonly PlannedWork[]): unknown[] =>
  databaseKind === 'postgres'
    ? [works.map(({ title }) => title), works.map(({ isHidden }) => isHidden)]
    : [JSON.stringify(works)];
