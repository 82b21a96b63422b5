import type { DatabaseLocation } from '../platform/config/database-url.js';
import { openSnapshot } from '../platform/database/snapshot.js';

/** A coupon's stock, and how many transactions have issued it. */
export type LedgerReading = { readonly stock: number; readonly issuingTransactions: number };

export async function readLedger(location: DatabaseLocation, couponId: number): Promise<LedgerReading> {
  const snapshot = await openSnapshot(location);
  try {
    const [coupon] = await snapshot.rows(`SELECT "count" FROM "coupon" WHERE "id" = ${couponId}`);
    const [ledger] = await snapshot.rows(
      `SELECT count(*) AS "n" FROM "stock_movement" WHERE "coupon_id" = ${couponId} AND "kind" = 'issued'`,
    );
    return { stock: Number(coupon!['count']), issuingTransactions: Number(ledger!['n']) };
  } finally {
    await snapshot.close();
  }
}
