import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Settings } from '../config/settings.js';
import { makeFolderOf, PRIVATE_FILE } from '../database/sqlite/private-file.js';

/**
 * The key that signs session cookies: `SECRET_KEY`, or one that the first start makes and keeps in the data folder.
 * It is linked into place whole, so that of two processes that start together both read the same one.
 */
export function sessionSecret({ secretKey, database }: Settings): string {
  if (secretKey) return secretKey;
  const file = join(database.kind === 'sqlite' ? dirname(database.file) : 'data', 'secret-key');
  // A start that has nothing to write needs no room on the disk.
  if (existsSync(file)) return readFileSync(file, 'utf8');
  makeFolderOf(file);
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, randomBytes(48).toString('base64url'), { mode: PRIVATE_FILE });
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}
