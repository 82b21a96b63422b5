import Database from 'better-sqlite3';
import { parentPort, workerData } from 'node:worker_threads';

// Worker thread of `npm run backup`. VACUUM INTO blocks its thread until the copy is complete; the main thread shows the
// progress meanwhile.

/** `copy`: an empty file. */
export type BackupThreadData = { readonly file: string; readonly copy: string };

/** `undefined` after a complete copy. An SQLite error is sent as its parts, because it would lose them between threads. */
export type BackupReply = { readonly code: string; readonly message: string } | undefined;

const { file, copy } = workerData as BackupThreadData;
parentPort!.postMessage(copied());

function copied(): BackupReply {
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true });
    database.prepare('VACUUM INTO ?').run(copy);
    database.close();
    return undefined;
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return { code, message };
  }
}
