import { join } from 'node:path';
import { RequestWorker } from './request-worker.js';
import type { Row, Statement } from '../sql/statement.js';
import type { Reply, Request } from './write.thread.js';

const ENTRY = join(import.meta.dirname, 'write.thread.js');

/** Runs statements on a worker thread that has a SQLite connection of its own. One caller at a time. */
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
   * @throws the first error, with SQLite's code: nothing of the transaction remains then; `UNAVAILABLE` when the thread
   * ended, and it is unknown
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
