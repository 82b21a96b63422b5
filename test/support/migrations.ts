import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { distFolder } from './server-process.js';
import { temporaryFolder } from './temporary-folder.js';
import type { TestDatabase } from './test-database.js';

const probe = join(import.meta.dirname, 'schema-probe.js');

/** `pending`: statements that would make the schema equal the entities; `timeout`: PostgreSQL's limit for a statement */
export type Schema = { pending: string[]; tables: string[]; timeout?: string };

/** Migrates with TypeORM's own means. @param action `before`: leaves the schema as before the migration with that timestamp */
export async function migrated(
  database: TestDatabase,
  action: 'look' | 'up' | 'down' | 'before',
  timestamp = '',
): Promise<Schema> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [probe, join(distFolder, 'data-source.js'), action, timestamp],
    { cwd: temporaryFolder(), env: { PATH: process.env['PATH'], DATABASE_URL: database.url } },
  );
  return JSON.parse(stdout) as Schema;
}
