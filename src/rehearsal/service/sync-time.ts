import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const ROUNDS = 20;
const PAGE = Buffer.alloc(4_096, 1);

/** @returns the median time in milliseconds that the disk of the folder takes to sync one page */
export function syncMs(folder: string): number {
  const file = openSync(join(folder, 'sync-test'), 'w', 0o600);
  try {
    const times = Array.from({ length: ROUNDS }, () => {
      const startedAt = performance.now();
      writeSync(file, PAGE);
      fsyncSync(file);
      return performance.now() - startedAt;
    });
    return times.sort((one, other) => one - other)[ROUNDS / 2]!;
  } finally {
    closeSync(file);
  }
}
