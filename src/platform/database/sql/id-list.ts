import type { Statement, SqlProgram } from './statement.js';
import type { Tx } from '../tx.js';

/** An aggregate: all ids of a column as one text. Thousands of rows would each cost as much as an answer from memory. */
export const idList = (column: string): string => `string_agg(CAST(${column} AS text), ',')`;

/** @param statement selects one `idList` as "ids", which is null when there are no rows @returns the ids, in no order */
export function* readIds(tx: Tx, statement: Statement): SqlProgram<number[]> {
  const [row] = yield* tx.rows(statement);
  const list = row?.['ids'];
  return typeof list === 'string' ? list.split(',').map(Number) : [];
}
