import { overloaded } from '../errors/overloaded.js';
import type { Row, Statement } from './sql/statement.js';

/**
 * Maximum number of reads that run or wait. It is half of the operators' requests that Express accepts at once, so that slow
 * reads leave room for requests that change something.
 */
const MAX_PENDING = 32;

/**
 * Reads for the panel, which must not delay presses. They run on another thread (SQLite) or on a connection pool of their own
 * (PostgreSQL), and see committed rows only. Each statement must be cheap by design: it uses an index, or limits the number
 * of rows that it scans.
 */
export abstract class BackgroundReads {
  private pending = 0;

  /**
   * @returns the rows of each statement, in the order of the statements
   * @throws DomainError `OVERLOADED`, `READ_TOO_LONG`, `UNAVAILABLE`
   */
  async all(statements: readonly Statement[]): Promise<Row[][]> {
    if (this.pending >= MAX_PENDING) throw overloaded();
    this.pending += 1;
    try {
      return await this.read(statements);
    } finally {
      this.pending -= 1;
    }
  }

  /** As `all`, for one statement. */
  async rows(statement: Statement): Promise<Row[]> {
    const [rows] = await this.all([statement]);
    return rows!;
  }

  protected abstract read(statements: readonly Statement[]): Promise<Row[][]>;
}
