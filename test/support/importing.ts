import { ServerProcess } from './server-process.js';
import type { TestDatabase } from './test-database.js';

/** Runs `npm run import:django` on the database. */
export async function importing(
  { url }: Pick<TestDatabase, 'url'>,
  ...args: readonly string[]
): Promise<{ code: number | null; output: string }> {
  const command = new ServerProcess({
    env: { DATABASE_URL: url },
    script: 'django-import/django-import.cli.js',
    args,
  });
  const code = await command.exited;
  return { code, output: command.output };
}
