import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { PRIVATE_FILE } from './private-file.js';

/** To open a database, even for reading, SQLite needs 32 KiB of free disk space. */
const RESERVE_BYTES = 128 * 1024;

const reserveOf = (file: string): string => `${file}.reserve`;

/** Reserves disk space, so that a later start can free it if the disk is full. */
export function keepReserve(file: string): void {
  if (existsSync(reserveOf(file))) return;
  try {
    writeFileSync(reserveOf(file), Buffer.alloc(RESERVE_BYTES), { mode: PRIVATE_FILE });
  } catch {
    // The disk is full already. The next start tries again.
    releaseReserve(file);
  }
}

export function releaseReserve(file: string): void {
  rmSync(reserveOf(file), { force: true });
}
