import { ServerProcess } from './server-process.js';
import type { Row, TestDatabase } from './test-database.js';

export type Found = { readonly name: string; readonly rows: readonly Row[] };

/** Runs `npm run verify` on the database. @returns its exit code and what it found */
export async function verification(database: TestDatabase): Promise<{ code: number | null; found: Found[] }> {
  const command = new ServerProcess({
    env: { DATABASE_URL: database.url },
    script: 'coupon/verification/verify.cli.js',
    args: ['--json'],
  });
  const code = await command.exited;
  if (code === 2) throw new Error(command.output);
  return { code, found: JSON.parse(command.output) as Found[] };
}
