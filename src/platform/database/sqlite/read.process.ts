import Database from 'better-sqlite3';
import { setPriority } from 'node:os';
import type { Row } from '../sql/statement.js';

// Process that executes the reads of a background job on SQLite, with a read-only connection. `SqliteExclusiveReads` starts
// it with the path of the file and sends it one statement after the other. A thread could not be ended while SQLite runs.

export type ProcessReply = { readonly rows: Row[] } | { readonly code: string; readonly message: string };

/** Waiting for a lock inside SQLite blocks this process only. */
const BUSY_TIMEOUT_MS = 1_000;

const NICE = 10;

setPriority(NICE);
const file = process.argv[2]!;
const database = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
database.pragma('temp_store = MEMORY');

process.on('message', (sql: string) => process.send!(carryOut(sql)));
process.once('disconnect', () => process.exit());

function carryOut(sql: string): ProcessReply {
  try {
    return { rows: database.prepare(sql).all() as Row[] };
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    return { code: String(code), message };
  }
}
