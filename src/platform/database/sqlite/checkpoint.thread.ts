import Database from 'better-sqlite3';
import { fdatasyncSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

// Worker thread that runs SQLite's checkpoints: it copies the write-ahead log into the database file. `Checkpointer` starts it
// and sends it orders.

/**
 * - `look`: only report the progress
 * - `copy`: copy the log while others write, and sync the database file
 * - `finish`: copy the rest of the log while nobody writes
 */
export type Order = 'look' | 'copy' | 'finish' | 'close';

/** In pages: the length of the log, and how much of it is not yet copied into the database file. */
export type Progress = { readonly log: number; readonly behind: number };

/** `descriptor` belongs to the same file. The main thread opened it and never closes it. */
export type CheckpointThreadData = { readonly file: string; readonly descriptor: number };

type Checkpoint = { readonly log: number; readonly checkpointed: number };

const port = parentPort!;
const { file, descriptor } = workerData as CheckpointThreadData;
const database = new Database(file, { fileMustExist: true, timeout: 0 });

port.on('message', (order: Order) => {
  if (order !== 'close') return port.postMessage(carryOut(order));
  database.close();
  port.close();
});

function carryOut(order: Exclude<Order, 'close'>): Progress {
  try {
    if (order === 'look') return checkpoint('NOOP');
    const progress = checkpoint('PASSIVE');
    // SQLite syncs the file only after it has copied the whole log. A sync after each copy leaves little for that moment.
    if (order === 'copy') fdatasyncSync(descriptor);
    return progress;
  } catch {
    // The disk is full or broken. Writers get that error, too, and the next checkpoint may succeed.
    return { log: 0, behind: 0 };
  }
}

/** `NOOP` only reads the numbers. `PASSIVE` copies without waiting for other connections and without blocking them. */
function checkpoint(mode: 'NOOP' | 'PASSIVE'): Progress {
  const [{ log, checkpointed }] = database.pragma(`wal_checkpoint(${mode})`) as [Checkpoint];
  return { log, behind: log - checkpointed };
}
