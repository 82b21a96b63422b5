import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** Password hashes and session ids are inside: only the user that runs the service reads them. */
export const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** Folders that are there keep their mode. */
export const makeFolderOf = (file: string): void =>
  void mkdirSync(dirname(file), { recursive: true, mode: PRIVATE_FOLDER });

/** Makes an empty database, to whose mode SQLite makes its log and its index, too. A file that is there keeps its own. */
export function makePrivately(file: string): void {
  try {
    closeSync(openSync(file, 'wx', PRIVATE_FILE));
  } catch {
    // It is there, or cannot be made: then SQLite says why.
  }
}
