import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** For files with password hashes or session ids: only the user that runs the service may read them. */
export const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** Existing folders keep their mode. */
export const makeFolderOf = (file: string): void =>
  void mkdirSync(dirname(file), { recursive: true, mode: PRIVATE_FOLDER });

/** Creates an empty database file. SQLite creates the log and its index with the same mode. An existing file keeps its mode. */
export function makePrivately(file: string): void {
  try {
    closeSync(openSync(file, 'wx', PRIVATE_FILE));
  } catch {
    // The file exists, or it cannot be created; then SQLite reports the reason when it opens the file.
  }
}
