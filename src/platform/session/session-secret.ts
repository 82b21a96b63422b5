import { dirname, join } from 'node:path';
import type { Settings } from '../config/settings.js';
import { readOrCreateSecretKey } from './secret-key-file.js';

/** Returns the key that signs session cookies: `SECRET_KEY`, or a key that the first start generates in the data folder. */
export function sessionSecret({ secretKey, database }: Settings): string {
  if (secretKey) return secretKey;
  return readOrCreateSecretKey(join(database.kind === 'sqlite' ? dirname(database.file) : 'data', 'secret-key'));
}
