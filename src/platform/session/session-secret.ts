import { dirname, join } from 'node:path';
import type { Settings } from '../config/settings.js';
import { keptSecretKey } from './secret-key-file.js';

/** The key that signs session cookies: `SECRET_KEY`, or one that the first start makes and keeps in the data folder. */
export function sessionSecret({ secretKey, database }: Settings): string {
  if (secretKey) return secretKey;
  return keptSecretKey(join(database.kind === 'sqlite' ? dirname(database.file) : 'data', 'secret-key'));
}
