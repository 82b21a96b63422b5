import type { ObjectLiteral } from 'typeorm';
import type { BackgroundReads } from '../../platform/database/background-reads.js';
import type { Row } from '../../platform/database/sql/statement.js';
import type { Condition } from '../table/condition.js';
import type { TableSql } from '../table/table-sql.js';
import { retried } from './retried.js';

/** The most rows of a page. Reading, formatting and sending them takes a few milliseconds. */
const PAGE = 250;

/** Rows that are looked at for the next page while few match. */
const SPARSE_PAGE = 4_000;

/**
 * Reads all matching rows in the order of ids: those with ids up to the highest one at the start, so that a sale does not make
 * it endless. Each page is one statement, and the next page is read when the previous one was taken. Other reads of the panel
 * are executed in between. Pages may be empty.
 */
export async function* matchingRows<E extends ObjectLiteral>(
  sql: TableSql<E>,
  conditions: readonly Condition[],
  reads: BackgroundReads,
): AsyncGenerator<readonly Row[]> {
  const [range] = await reads.rows(sql.walkRange(conditions));
  const { first_id: first, last_id: last } = range as Readonly<Record<'first_id' | 'last_id', number | null>>;
  if (first === null || last === null) return;
  const few = await fewRows(sql, conditions, reads);
  if (few) {
    yield few.filter((row) => sql.idOf(row)! <= last);
    return;
  }
  let size = PAGE;
  for (let after = first - 1; ;) {
    const step = sql.walkStep(conditions, { after, last, size, limit: PAGE });
    // The read may have waited behind a slow one of another operator.
    const { rows, upTo } = sql.walked(await retried(() => reads.rows(step)));
    if (upTo === null) return;
    yield rows;
    after = rows.length < PAGE ? upTo : sql.idOf(rows.at(-1)!)!;
    const areFew = rows.length < Math.min(PAGE, size / 10);
    size = areFew ? SPARSE_PAGE : PAGE;
  }
}

/**
 * All matching rows if they fit into a page, found by the statements of the list: by any index, not only one in the order of
 * ids. Undefined if there may be more.
 */
async function fewRows<E extends ObjectLiteral>(
  sql: TableSql<E>,
  conditions: readonly Condition[],
  reads: BackgroundReads,
): Promise<readonly Row[] | undefined> {
  const page = { conditions, sortBy: 'id', direction: 'asc', limit: PAGE, offset: 0 } as const;
  const [rows, [count]] = (await reads.all(sql.list(page))) as [Row[], [Row]];
  return rows.length < PAGE && !count['is_partial'] ? rows : undefined;
}
