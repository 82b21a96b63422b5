import type { SqlProgram } from './sql/statement.js';
import type { Tx } from './tx.js';

/** The one door through which rows are written: every write, a single statement included. */
export abstract class Transactions {
  /**
   * Runs `work` in one transaction and commits it durably before resolving.
   * An error thrown by `work` rolls everything back and is rethrown as it is.
   *
   * `work` may be run again from its start after a deadlock or a serialisation failure, so it must not act
   * outside of the database.
   *
   * @throws DomainError `UNAVAILABLE` when the database cannot be reached or is locked for too long
   */
  abstract run<T>(work: (tx: Tx) => SqlProgram<T>): Promise<T>;

  /** Reads what is committed, each statement by itself: no transaction, no lock. @throws DomainError as `run` */
  abstract read<T>(work: (tx: Tx) => SqlProgram<T>): Promise<T>;
}
