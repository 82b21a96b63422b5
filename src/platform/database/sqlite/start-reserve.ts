import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { PRIVATE_FILE } from './private-file.js';

/** SQLite needs 32 KiB beside the file to open it, even for reading. */
const RESERVE_BYTES = 128 * 1024;

const reserveOf = (file: string): string => `${file}.reserve`;

/** Keeps a little room, so that a server can start on a disk that is full by then. */
export function keepReserve(file: string): void {
  if (existsSync(reserveOf(file))) return;
  try {
    writeFileSync(reserveOf(file), Buffer.alloc(RESERVE_BYTES), { mode: PRIVATE_FILE });
  } catch {
    // Full already. The next start tries again.
    releaseReserve(file);
  }
}

export function releaseReserve(file: string): void {
  rmSync(reserveOf(file), { force: true });
}
