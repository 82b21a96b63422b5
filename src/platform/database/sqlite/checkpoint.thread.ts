import Database from 'better-sqlite3';
import { fdatasyncSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

// The thread that copies SQLite's log into the database file: started and spoken to by `Checkpointer`.

/** `copy`: what there is, beside those who write · `finish`: the rest, while nobody writes */
export type Order = 'look' | 'copy' | 'finish' | 'close';

/** In pages: how long the log is, and how much of it is not in the database file yet. */
export type Progress = { readonly log: number; readonly behind: number };

/** `descriptor`: of the same file, opened by the process and never closed */
export type Given = { readonly file: string; readonly descriptor: number };

type Checkpoint = { readonly log: number; readonly checkpointed: number };

const port = parentPort!;
const { file, descriptor } = workerData as Given;
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
    // SQLite syncs the file only when all of the log is in it. By then there would be much to wait for.
    if (order === 'copy') fdatasyncSync(descriptor);
    return progress;
  } catch {
    // A disk that is full or broken: whoever writes is told. It may be better by the next time.
    return { log: 0, behind: 0 };
  }
}

/** `PASSIVE` waits for nobody, and nobody for it. */
function checkpoint(mode: 'NOOP' | 'PASSIVE'): Progress {
  const [{ log, checkpointed }] = database.pragma(`wal_checkpoint(${mode})`) as [Checkpoint];
  return { log, behind: log - checkpointed };
}
