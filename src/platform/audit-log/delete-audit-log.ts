import type { SqlProgram } from '../database/sql/statement.js';
import type { Tx } from '../database/tx.js';

/** Deletes the log of a copied database: it contains addresses of operators, which the copy does not need. */
export function* deleteAuditLog(tx: Tx): SqlProgram<void> {
  yield* tx.rows({ sql: 'DELETE FROM "audit_entry"', parameters: [] });
}
