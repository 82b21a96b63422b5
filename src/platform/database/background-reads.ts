import { overloaded } from '../errors/overloaded.js';
import type { Row, Statement } from './sql/statement.js';

/**
 * Reads that are under way or wait. Half of the panel's requests that Express takes at once: slow reads leave room for
 * an operator's changes.
 */
const MAX_UNDER_WAY = 32;

/**
 * Reads for screens that may wait, such as the operator's: never on the thread that answers presses, and never on a
 * connection that issuing may need. They see what is committed. Their work must be bounded by design: by an index, or
 * by a limit on the rows that are looked at.
 */
export abstract class BackgroundReads {
  private underWay = 0;

  /**
   * @returns the rows of each statement; several cost one wait
   * @throws DomainError `OVERLOADED`, `READ_TOO_LONG`, `UNAVAILABLE`
   */
  async all(statements: readonly Statement[]): Promise<Row[][]> {
    if (this.underWay >= MAX_UNDER_WAY) throw overloaded();
    this.underWay += 1;
    try {
      return await this.read(statements);
    } finally {
      this.underWay -= 1;
    }
  }

  /** As `all`, for one statement. */
  async rows(statement: Statement): Promise<Row[]> {
    const [rows] = await this.all([statement]);
    return rows!;
  }

  protected abstract read(statements: readonly Statement[]): Promise<Row[][]>;
}
