import { join } from 'node:path';
import { RequestWorker } from './request-worker.js';
import type { Row, Statement } from '../sql/statement.js';
import type { Reply, Request } from './write.thread.js';

const ENTRY = join(import.meta.dirname, 'write.thread.js');

/** Executes statements on a worker thread with a SQLite connection of its own. Calls must not overlap. */
export class SqliteWriteConnection {
  private readonly worker: RequestWorker<Request, Reply>;

  constructor(file: string) {
    this.worker = new RequestWorker('the thread that writes to SQLite', ENTRY, { file });
  }

  start(): Promise<void> {
    return this.worker.start();
  }

  /**
   * @returns the rows of each statement
   * @throws Error with SQLite's `code` if a statement fails; the transaction is then rolled back. DomainError `UNAVAILABLE` if
   *   the thread ended; it is then unknown what was written
   */
  async execute(statements: readonly Statement[]): Promise<Row[][]> {
    const reply = await this.worker.ask(statements);
    if ('rows' in reply) return reply.rows;
    throw Object.assign(new Error(reply.message), { code: reply.code });
  }

  close(): Promise<void> {
    return this.worker.close();
  }
}
