import type { SqlProgram } from '../../../platform/database/sql/statement.js';
import type { Tx } from '../../../platform/database/tx.js';

/** Deletes the revocations of a copied database: a running one must not continue there, and their filters may name members. */
export function* deleteRevocations(tx: Tx): SqlProgram<void> {
  yield* tx.rows({ sql: 'DELETE FROM "revocation"', parameters: [] });
}
