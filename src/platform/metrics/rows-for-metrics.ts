import type { BackgroundReads } from '../database/background-reads.js';
import type { Row } from '../database/sql/statement.js';

/** Less than the metrics of a worker may take. */
const READ_MS = 500;

/** Reads when the metrics are read, where no press waits for it. @returns undefined if that fails or takes long */
export const rowsForMetrics = (reads: BackgroundReads, sql: string): Promise<readonly Row[] | undefined> =>
  Promise.race([reads.rows({ sql, parameters: [] }).catch(() => undefined), late()]);

const late = (): Promise<undefined> => new Promise((resolve) => setTimeout(resolve, READ_MS, undefined).unref());
