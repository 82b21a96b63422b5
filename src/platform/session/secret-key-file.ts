import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { SettingError } from '../config/setting-error.js';
import { MIN_SECRET_KEY_CHARACTERS } from '../config/settings.js';
import { makeFolderOf, PRIVATE_FILE } from '../database/sqlite/private-file.js';

const OTHER_USERS = 0o077;
const hasCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

/**
 * The key in this file, which is made when it is missing. Of processes that start at the same moment, all read the same.
 * @throws SettingError when the file cannot be trusted to hold a secret key
 */
export function keptSecretKey(file: string): string {
  // A start that has nothing to write needs no room on the disk.
  return read(file) ?? make(file);
}

/** @returns undefined when there is no file */
function read(file: string): string | undefined {
  const descriptor = open(file);
  if (descriptor === undefined) return undefined;
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw notAFile(file);
    // Windows has no such bits.
    if (process.platform !== 'win32' && status.mode & OTHER_USERS) {
      throw new SettingError(file, `can be read by other users: delete it and start again, or set SECRET_KEY.`);
    }
    const key = readFileSync(descriptor, 'utf8');
    // Anybody can sign cookies with an empty key.
    if (key.trim().length >= MIN_SECRET_KEY_CHARACTERS) return key;
    throw new SettingError(file, `holds no key of ${MIN_SECRET_KEY_CHARACTERS} characters: delete it and start again.`);
  } finally {
    closeSync(descriptor);
  }
}

/** Follows no symbolic link, and does not wait for the other end of a pipe. */
function open(file: string): number | undefined {
  try {
    return openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    if (hasCode(error, 'ELOOP')) throw notAFile(file);
    if (!hasCode(error, 'EACCES')) throw error;
    throw new SettingError(file, 'belongs to another user: run the service as that user, or set SECRET_KEY.');
  }
}

const notAFile = (file: string): SettingError =>
  new SettingError(file, 'is a link or no file: delete it and start again, or set SECRET_KEY.');

/** Linked into place whole and synced: no process reads half a key, and no power cut leaves an empty one. */
function make(file: string): string {
  makeFolderOf(file);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    write(draft, randomBytes(48).toString('base64url'));
    linkSync(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(dirname(file));
  const key = read(file);
  if (key === undefined) throw new SettingError(file, 'disappeared while it was made: start again.');
  return key;
}

function write(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', PRIVATE_FILE);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Windows cannot open a folder. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
