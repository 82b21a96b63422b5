import type { DatabaseLocation } from '../../platform/config/database-url.js';
import { openSnapshot } from '../../platform/database/snapshot.js';
import type { Row } from '../../platform/database/sql/statement.js';
import { verificationChecks, type Check } from './verification.checks.js';

/** A rule that does not hold, with every row that breaks it. */
export type Finding = { readonly check: Check; readonly rows: readonly Row[] };

/**
 * Checks one committed state of a live database against every rule of `verificationChecks`. Writes nothing and
 * blocks no other transaction.
 */
export async function verify(location: DatabaseLocation, begin: (check: Check) => void): Promise<Finding[]> {
  const snapshot = await openSnapshot(location);
  try {
    const findings: Finding[] = [];
    for (const check of verificationChecks(location.kind)) {
      begin(check);
      const rows = await snapshot.rows(check.sql);
      if (rows.length > 0) findings.push({ check, rows });
    }
    return findings;
  } finally {
    await snapshot.close();
  }
}
