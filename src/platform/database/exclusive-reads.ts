import type { Row } from './sql/statement.js';

/**
 * Reads of a background job, which may take minutes. On PostgreSQL they have a connection of their own, on SQLite a process
 * of their own, so that no request waits for them. Each statement sees one committed state.
 */
export interface ExclusiveReads {
  /** One statement at a time. @throws the driver's error */
  rows(sql: string): Promise<Row[]>;
  /** Ends a statement that still runs: its promise is rejected. */
  close(): Promise<void>;
}
