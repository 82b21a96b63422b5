import { join } from 'node:path';
import { distFolder, ServerProcess } from '../support/server-process.js';
import type { TestDatabase } from '../support/test-database.js';

type Press = { readonly couponId: number; readonly workId: number; readonly userId: number };
type Answer = { readonly code?: string; readonly refusal?: string };

/**
 * Hands the presses to the built server's issuer, all in one turn and in this order.
 * @param alphabet what codes are made of · endThreadAfter: so many milliseconds later the thread that issues on SQLite ends
 * @returns the answers, in order
 */
export async function issueAtOnce(
  database: TestDatabase,
  presses: readonly Press[],
  { alphabet = '', endThreadAfter }: { alphabet?: string; endThreadAfter?: number } = {},
): Promise<readonly Answer[]> {
  const probe = new ServerProcess({
    env: { DATABASE_URL: database.url, DEMO: 'false' },
    script: join(import.meta.dirname, '../support/issuer-probe.js'),
    args: [
      distFolder,
      JSON.stringify(presses),
      alphabet,
      ...(endThreadAfter === undefined ? [] : [`${endThreadAfter}`]),
    ],
  });
  await probe.exited;
  const [, answers] = /^answers: (.*)$/m.exec(probe.output) ?? [];
  if (!answers) throw new Error(probe.output);
  return JSON.parse(answers) as Answer[];
}
