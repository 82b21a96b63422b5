import { hasPostgres } from './postgres.js';
import type { DatabaseKind } from './test-database.js';

/** The same suite on SQLite and on PostgreSQL. A machine without PostgreSQL skips the second, CI never does. */
export function onEachDatabase(name: string, suite: (kind: DatabaseKind) => void): void {
  describe(`${name} on SQLite`, () => suite('sqlite'));
  onPostgres(`${name} on PostgreSQL`, () => suite('postgres'));
}

/** A suite on PostgreSQL alone. */
export function onPostgres(name: string, suite: () => void): void {
  if (hasPostgres) describe(name, suite);
  else describeMissing(name, 'PostgreSQL', suite);
}

/** A suite whose tool is missing on this machine: skipped with a warning for a user, a failure in CI. */
export function describeMissing(name: string, tool: string, suite: () => void): void {
  if (process.env['CI']) {
    describe(name, () => {
      it(`finds ${tool}, which CI must have`, () => {
        throw new Error(`${tool} is not installed.`);
      });
    });
    return;
  }
  describeImpossible(name, `${tool} is not on this machine`, suite);
}

/** A suite that this machine does not allow, whatever is installed: skipped with a warning, in CI too. */
export function describeImpossible(name: string, reason: string, suite: () => void): void {
  console.warn(`SKIPPED: "${name}", because ${reason}.`);
  describe.skip(name, suite);
}
