import { ImportedCouponsService } from '../../coupon/imported-coupons.service.js';
import { continueIds } from '../../platform/database/sql/continue-ids.js';
import type { SqlProgram } from '../../platform/database/sql/statement.js';
import type { Tx } from '../../platform/database/tx.js';
import { ImportedWorksService } from '../../work/imported-works.service.js';
import type { SourceEvent } from '../source-event.js';

const ROWS_AT_ONCE = 2_000;

/**
 * Inserts the event into an empty database, with its ids. The ledger of the coupon begins with the stock that it has now, because
 * what was issued before is not copied.
 */
export function* insertEvent(tx: Tx, { coupon, works }: SourceEvent, now: Date): SqlProgram<void> {
  const created = { createdAt: now, updatedAt: now };
  for (let first = 0; first < works.length; first += ROWS_AT_ONCE) {
    const page = works.slice(first, first + ROWS_AT_ONCE);
    yield* new ImportedWorksService().insert(
      tx,
      page.map((work) => ({ ...work, ...created })),
    );
  }
  const { id, name, discountAmount, discountRate, count, timeZone } = coupon;
  const row = { id, name, discountAmount, discountRate, count, timeZone, ...created };
  yield* new ImportedCouponsService().insert(tx, [{ coupon: row, issued: 0, used: 0 }]);
  yield ['work', 'coupon'].flatMap(continueIds);
}
