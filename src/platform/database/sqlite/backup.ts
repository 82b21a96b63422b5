import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { BackupReply, BackupThreadData } from './backup.thread.js';
import { makeFolderOf, PRIVATE_FILE, publish } from './private-file.js';

const ENTRY = join(import.meta.dirname, 'backup.thread.js');
const PROGRESS_EVERY_MS = 500;

const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)/;

/** A reason for which no backup is made, with a path to put into the message. */
export class BackupRefusal extends Error {
  constructor(
    readonly reason: 'no database' | 'exists' | 'damaged',
    path: string,
  ) {
    super(path);
  }
}

/**
 * Copies one committed state of an SQLite database into a new file, while other processes read and write. The copy has its
 * name only when it is complete, checked and synced, so that a power failure leaves no half backup.
 * @param show called twice a second with the copied share, from 0 to 1, estimated from the file sizes
 * @returns the size of the copy in bytes
 * @throws BackupRefusal; an error of SQLite or of the file system, after which the incomplete copy is deleted
 */
export async function backUp(file: string, target: string, show: (share: number) => void): Promise<number> {
  if (!existsSync(file)) throw new BackupRefusal('no database', file);
  if (existsSync(target)) throw new BackupRefusal('exists', target);
  makeFolderOf(target);
  // Two backups with the same target at the same time must not write into one file.
  const draft = `${target}.${randomBytes(6).toString('hex')}.incomplete`;
  // VACUUM INTO accepts an empty file and keeps its mode.
  closeSync(openSync(draft, 'wx', PRIVATE_FILE));
  try {
    const progress = setInterval(
      () => show(Math.min(1, statSync(draft).size / statSync(file).size)),
      PROGRESS_EVERY_MS,
    );
    await copyTo(draft, file).finally(() => clearInterval(progress));
    if (!isIntact(draft)) throw new BackupRefusal('damaged', file);
    if (!publish(draft, target)) throw new BackupRefusal('exists', target);
    return statSync(target).size;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** @throws BackupRefusal `damaged`; Error with SQLite's message */
async function copyTo(copy: string, file: string): Promise<void> {
  const thread = new Worker(ENTRY, { workerData: { file, copy } satisfies BackupThreadData });
  const [reply] = (await once(thread, 'message')) as [BackupReply];
  if (reply && DAMAGED.test(reply.code)) throw new BackupRefusal('damaged', file);
  if (reply) throw new Error(reply.message);
}

/** A damaged database can be copied without an error: it is better to learn of it now than when the copy is needed. */
function isIntact(file: string): boolean {
  const copy = new Database(file, { readonly: true });
  try {
    return copy.pragma('integrity_check', { simple: true }) === 'ok';
  } finally {
    copy.close();
  }
}
