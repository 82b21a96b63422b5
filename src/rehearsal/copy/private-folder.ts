import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { diskTooSmall, noFolder } from '../rehearsal-refusal.js';

/** Folders in which a copy of the database is, while a rehearsal runs. */
export const FOLDER_PREFIX = 'toodat-rehearsal-';

/** Makes a folder that only this user can open (mode 0700). @throws RehearsalRefusal */
export function makePrivateFolder(parent: string): string {
  try {
    return mkdtempSync(join(parent, FOLDER_PREFIX));
  } catch (error) {
    throw noFolder(parent, (error as NodeJS.ErrnoException).code ?? '');
  }
}

/** @throws RehearsalRefusal if this user cannot write so many bytes to the disk */
export function requireSpace(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < bytes) throw diskTooSmall(folder, bytes, bavail * bsize);
}

export const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
