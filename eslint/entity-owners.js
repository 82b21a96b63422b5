import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ENTITY = /@Entity\('(\w+)'\)[\s\S]*?export class (\w+)/g;

/**
 * Reads the entities of `src/`, so that a new one needs no entry anywhere.
 * @returns the owning feature, which is the first folder below `src/`, by class name and by table name
 */
export function entityOwners(root) {
  const owners = { classes: {}, tables: {} };
  const files = readdirSync(join(root, 'src'), { recursive: true }).filter((file) => file.endsWith('.entity.ts'));
  for (const file of files) {
    const [feature] = file.split(/[\\/]/);
    const found = [...readFileSync(join(root, 'src', file), 'utf8').matchAll(ENTITY)];
    if (found.length === 0) throw new Error(`No @Entity('table') in src/${file}`);
    for (const [, table, name] of found) {
      owners.tables[table] = feature;
      owners.classes[name] = feature;
    }
  }
  return owners;
}
