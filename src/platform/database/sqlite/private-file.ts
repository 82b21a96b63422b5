import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** For files with password hashes or session ids: only the user that runs the service may read them. */
export const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** Existing folders keep their mode. */
export const makeFolderOf = (file: string): void => makeFolder(dirname(file));

/**
 * Not with `recursive`: below a folder like /proc, which exists but takes no new ones and says that they do not exist, Node
 * would try for ever.
 */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  if (!existsSync(folder)) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: PRIVATE_FOLDER });
  } catch (error) {
    // Another process may have made it.
    if (!isFolder(folder)) throw error;
  }
}

/** Unlike `statSync`, this does not throw when a part of the path is a file or may not be read. */
export const isFolder = (path: string): boolean => existsSync(`${path}/.`);

/** Creates an empty database file. SQLite creates the log and its index with the same mode. An existing file keeps its mode. */
export function makePrivately(file: string): void {
  try {
    closeSync(openSync(file, 'wx', PRIVATE_FILE));
  } catch {
    // The file exists, or it cannot be created; then SQLite reports the reason when it opens the file.
  }
}

/**
 * Gives a complete file its name. The content is on disk before the name is, and the name before this returns: after a power
 * failure there is no empty or half file. A link, unlike a rename, never replaces another file.
 * @param draft a file in the same folder; it is deleted
 * @returns false if another file has the name already; that file is on disk, too
 */
export function publish(draft: string, file: string): boolean {
  sync(draft, 'r+');
  const isNew = linked(draft, file);
  rmSync(draft);
  // Windows cannot open a folder.
  if (process.platform !== 'win32') sync(dirname(file), 'r');
  return isNew;
}

function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
