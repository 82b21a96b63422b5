import Database from 'better-sqlite3';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { StatementCache } from '../statement-cache.js';
import type { Row, Statement } from '../sql/statement.js';

// Worker thread that executes the panel's reads on SQLite, with a read-only connection of its own. `SqliteBackgroundReads`
// starts it and sends it jobs.

/** `before`: milliseconds since 1970. A job that starts later is not executed, because its request was already answered. */
export type ReadJob = { readonly id: number; readonly before: number; readonly statements: readonly Statement[] };

export type ReadReply = { readonly id: number } & (
  { readonly rows: Row[][] } | { readonly code: string; readonly message: string } | { readonly late: true }
);

/** In KiB. The connection has its own page cache, so a large read does not evict pages that issuing needs. */
const CACHE_KIB = 8_192;

/** Waiting for a lock inside SQLite blocks this thread only. */
const BUSY_TIMEOUT_MS = 1_000;

const NICE = 5;

// On Linux this lowers the priority of this thread; on other systems it would be the priority of the process.
if (process.platform === 'linux') setPriority(NICE);

const port = parentPort!;
const database = new Database(workerData as string, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
database.pragma(`cache_size = -${CACHE_KIB}`);
database.pragma('temp_store = MEMORY');
const prepared = new StatementCache<Database.Statement>();

port.on('message', (job: ReadJob | 'close') => {
  if (job !== 'close') return port.postMessage(carryOut(job));
  database.close();
  port.close();
});

function carryOut({ id, before, statements }: ReadJob): ReadReply {
  if (Date.now() > before) return { id, late: true };
  try {
    return { id, rows: statements.map(rowsOf) };
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    return { id, code: String(code), message };
  }
}

function rowsOf({ sql, parameters }: Statement): Row[] {
  const values = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
  return prepared.of(sql, () => database.prepare(sql)).all(...values) as Row[];
}
