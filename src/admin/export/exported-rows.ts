import type { Row } from '../../platform/database/sql/statement.js';
import type { Cell } from './csv.js';

/** The rows of a list for a file, as they are read, and the cells of each. */
export type ExportedRows = {
  readonly heads: readonly string[];
  readonly pages: AsyncGenerator<readonly Row[]>;
  readonly cells: (row: Row) => readonly Cell[];
};
