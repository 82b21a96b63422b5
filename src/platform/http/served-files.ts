import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The paths of a folder's files behind `prefix`, as it is now; none while there is no such folder. */
export function servedFiles(folder: string, prefix: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? servedFiles(join(folder, entry.name), `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`],
  );
}
