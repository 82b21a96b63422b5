import Database from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';
import { makeDurable } from '../data-source-options.js';
import { SqliteStatements } from './sqlite-statements.js';
import type { Row, Statement } from '../sql/statement.js';

// The thread that runs the statements of `ThreadedSqliteTransactions`: started and spoken to by `SqliteWriteConnection`.

/** Statements to be run in their order, BEGIN and COMMIT among them. */
export type Request = readonly Statement[];

/** The rows of each statement; or the first error, after which the transaction is rolled back. */
export type Reply = { readonly rows: Row[][] } | { readonly message: string; readonly code: string | undefined };

const port = parentPort!;
const database = new Database((workerData as { file: string }).file, { fileMustExist: true, timeout: 0 });
makeDurable(database);
const statements = new SqliteStatements(database);

port.on('message', (request: Request | 'close') => {
  if (request !== 'close') return port.postMessage(replyTo(request));
  database.close();
  port.close();
});
port.postMessage('ready');

function replyTo(request: Request): Reply {
  try {
    return { rows: request.map((statement) => statements.execute(statement)) };
  } catch (error) {
    rollBack();
    const { message, code } = error as Error & { code?: string };
    return { message, code };
  }
}

/** A transaction that can be neither committed nor rolled back ends with the thread, whose connection is closed. */
function rollBack(): void {
  try {
    if (database.inTransaction) database.exec('ROLLBACK');
  } catch {
    process.exit(1);
  }
}
