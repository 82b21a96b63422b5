import type { SqlProgram } from './sql/statement.js';
import type { Tx } from './tx.js';

/** Runs every write to the database, also a single statement. */
export abstract class Transactions {
  /**
   * Runs `work` in one transaction. Resolves after COMMIT, when the changes are durable. An error that `work` throws rolls
   * the transaction back and is rethrown unchanged.
   *
   * `work` may run again from its start: after a deadlock, a serialization failure or an outdated prepared statement, or on SQLite
   * while another process has locked the file. So it must have no effect outside the database that cannot be repeated.
   *
   * @throws DomainError `UNAVAILABLE` if the database cannot be reached, is locked for too long or does not answer in time.
   *   It is then unknown whether the transaction was committed
   */
  abstract run<T>(work: (tx: Tx) => SqlProgram<T>): Promise<T>;

  /** Reads committed rows without a transaction and without locks. @throws DomainError `UNAVAILABLE` */
  abstract read<T>(work: (tx: Tx) => SqlProgram<T>): Promise<T>;

  /**
   * The same database through connections of its own, so that this work does not wait for connections that other requests
   * hold. SQLite has one connection for all and returns itself.
   * @param name the connections' name in the database's list of sessions
   */
  withConnections(_name: string, _connections: number): Transactions {
    return this;
  }
}
