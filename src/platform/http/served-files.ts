import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** @returns the URL paths of all files in a folder, each with `prefix`; empty if the folder does not exist */
export function servedFiles(folder: string, prefix: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? servedFiles(join(folder, entry.name), `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`],
  );
}
