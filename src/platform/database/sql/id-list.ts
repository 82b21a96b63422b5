import type { Statement, SqlProgram } from './statement.js';
import type { Tx } from '../tx.js';

/** An aggregate that returns all ids of a column as one text, because drivers create each row of a result slowly. */
export const idList = (column: string): string => `string_agg(CAST(${column} AS text), ',')`;

/** @param statement selects an `idList` as "ids"; null if there are no rows @returns the ids in no particular order */
export function* readIds(tx: Tx, statement: Statement): SqlProgram<number[]> {
  const [row] = yield* tx.rows(statement);
  const list = row?.['ids'];
  return typeof list === 'string' ? list.split(',').map(Number) : [];
}
