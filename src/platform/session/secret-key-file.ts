import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SettingError } from '../config/setting-error.js';
import { MIN_SECRET_KEY_CHARACTERS } from '../config/settings.js';
import { makeFolderOf, PRIVATE_FILE, publish } from '../database/sqlite/private-file.js';

const OTHER_USERS = 0o077;
const isSystemError = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

/**
 * Returns the key in this file, and generates one if the file is missing. Processes that start at the same moment get the
 * same key.
 * @throws SettingError if the file cannot be trusted: a link, not a file, readable by other users, or without a key
 */
export function readOrCreateSecretKey(file: string): string {
  // Reads first, so that a start on a full disk works if the key exists.
  return read(file) ?? create(file);
}

/** @returns undefined if the file does not exist */
function read(file: string): string | undefined {
  const descriptor = open(file);
  if (descriptor === undefined) return undefined;
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw notAFile(file);
    // Windows has no permission bits.
    if (process.platform !== 'win32' && status.mode & OTHER_USERS) {
      throw new SettingError(file, `can be read by other users: delete it and start again, or set SECRET_KEY.`);
    }
    const key = readFileSync(descriptor, 'utf8');
    // With an empty or short key anybody could sign session cookies.
    if (key.trim().length >= MIN_SECRET_KEY_CHARACTERS) return key;
    throw new SettingError(file, `holds no key of ${MIN_SECRET_KEY_CHARACTERS} characters: delete it and start again.`);
  } finally {
    closeSync(descriptor);
  }
}

/** Does not follow symbolic links, and does not block on a named pipe. */
function open(file: string): number | undefined {
  try {
    return openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    if (isSystemError(error, 'ELOOP')) throw notAFile(file);
    if (!isSystemError(error, 'EACCES')) throw error;
    throw new SettingError(file, 'belongs to another user: run the service as that user, or set SECRET_KEY.');
  }
}

const notAFile = (file: string): SettingError =>
  new SettingError(file, 'is a link or no file: delete it and start again, or set SECRET_KEY.');

/** Publishes a complete draft: no process reads half a key, and a power cut leaves no empty one. */
function create(file: string): string {
  makeFolderOf(file);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, randomBytes(48).toString('base64url'), { flag: 'wx', mode: PRIVATE_FILE });
    publish(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  const key = read(file);
  if (key === undefined) throw new SettingError(file, 'disappeared while it was made: start again.');
  return key;
}
