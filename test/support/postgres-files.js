import { chmodSync, chownSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** PostgreSQL refuses to run as root; this is Debian's `nobody`. */
export const UNPRIVILEGED = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** A temporary folder that the server may enter. */
export function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'toodat-postgres-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Creates a folder that the server may write. */
export function folderOfServer(path) {
  mkdirSync(path, { mode: 0o700 });
  return ownedByServer(path);
}

/** Creates an empty file of the server. */
export function fileOfServer(path) {
  writeFileSync(path, '');
  return ownedByServer(path);
}

function ownedByServer(path) {
  if (UNPRIVILEGED.uid) chownSync(path, UNPRIVILEGED.uid, UNPRIVILEGED.gid);
  return path;
}
