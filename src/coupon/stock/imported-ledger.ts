import type { SqlProgram } from '../../platform/database/sql/statement.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Coupon } from '../coupon.entity.js';
import { StockMovement } from './stock-movement.entity.js';

type StockedCoupon = Pick<Coupon, 'id' | 'count' | 'createdAt' | 'updatedAt'>;
type LedgerRow = Omit<StockMovement, 'id'>;

/** The note of the migration that reconstructed the first ledgers. */
const NOTE = 'before the ledger';

/**
 * Writes the ledgers of coupons from a database without ledgers: the stock before the first coupon was issued, and the issued
 * coupons as one movement. `count` is the stock that remains.
 */
export function* insertLedgers(
  tx: Tx,
  coupons: readonly { readonly coupon: StockedCoupon; readonly issued: number }[],
): SqlProgram<void> {
  yield* tx.insert(
    StockMovement,
    coupons.flatMap(({ coupon, issued }) => ledgerOf(coupon, issued)),
  );
}

function ledgerOf({ id, count, createdAt, updatedAt }: StockedCoupon, issued: number): LedgerRow[] {
  const row = { couponId: id, byUserId: null, note: NOTE, requestKey: null };
  const opening: LedgerRow = { ...row, kind: 'opening', delta: count + issued, createdAt };
  return issued > 0 ? [opening, { ...row, kind: 'issued', delta: -issued, createdAt: updatedAt }] : [opening];
}
