import { join } from 'node:path';
import { distFolder, ServerProcess } from '../support/server-process.js';
import type { TestDatabase } from '../support/test-database.js';

type Press = { readonly couponId: number; readonly workId: number; readonly userId: number };
type Answer = { readonly code?: string; readonly refusal?: string };

/**
 * Hands the presses to the built server's issuer, all in one turn and in this order.
 * @param alphabet what codes are made of
 * @returns the answers, in order
 */
export async function issueAtOnce(
  database: TestDatabase,
  presses: readonly Press[],
  alphabet = '',
): Promise<readonly Answer[]> {
  return (await probe(database, presses, [alphabet])).told;
}

/**
 * As `issueAtOnce`, and so many milliseconds later the thread that issues on SQLite ends.
 * @returns the answers, and those to the same presses when the same process was asked again
 */
export function issueAsThreadEnds(
  database: TestDatabase,
  presses: readonly Press[],
  milliseconds: number,
): Promise<{ told: readonly Answer[]; again: readonly Answer[] }> {
  return probe(database, presses, ['', `${milliseconds}`]);
}

async function probe(
  database: TestDatabase,
  presses: readonly Press[],
  options: readonly string[],
): Promise<{ told: readonly Answer[]; again: readonly Answer[] }> {
  const asked = new ServerProcess({
    env: { DATABASE_URL: database.url, DEMO: 'false' },
    script: join(import.meta.dirname, '../support/issuer-probe.js'),
    args: [distFolder, JSON.stringify(presses), ...options],
  });
  await asked.exited;
  const [, answers] = /^answers: (.*)$/m.exec(asked.output) ?? [];
  if (!answers) throw new Error(asked.output);
  return JSON.parse(answers) as { told: readonly Answer[]; again: readonly Answer[] };
}
