import type { Row, Statement } from './sql/statement.js';

/**
 * Reads for the panel, which must not delay presses. They run on another thread (SQLite) or on a connection pool of their own
 * (PostgreSQL), and see committed rows only. Each statement must be cheap by design: it uses an index, or limits the number
 * of rows that it scans. The number of waiting reads is limited by their callers, who know for whom they read
 * (`OperatorPlaces`): a limit here could be used up by one account.
 */
export abstract class BackgroundReads {
  /**
   * @returns the rows of each statement, in the order of the statements
   * @throws DomainError `READ_TOO_LONG`, `UNAVAILABLE`
   */
  abstract all(statements: readonly Statement[]): Promise<Row[][]>;

  /** As `all`, for one statement. */
  async rows(statement: Statement): Promise<Row[]> {
    const [rows] = await this.all([statement]);
    return rows!;
  }
}
