import Database from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';
import { makeDurable } from '../data-source-options.js';
import { SqliteStatements } from './sqlite-statements.js';
import type { Row, Statement } from '../sql/statement.js';

// Worker thread that executes the statements of `ThreadedSqliteTransactions`. `SqliteWriteConnection` starts it and sends it
// requests.

/** Statements to execute in this order, including BEGIN and COMMIT. */
export type Request = readonly Statement[];

/** The rows of each statement, or the first error. After an error the transaction is rolled back. */
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

/** If ROLLBACK fails, the thread ends: that closes the connection, and with it the transaction. */
function rollBack(): void {
  try {
    if (database.inTransaction) database.exec('ROLLBACK');
  } catch {
    process.exit(1);
  }
}
