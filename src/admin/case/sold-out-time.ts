import { numbered } from '../../platform/database/sql/in-list.js';
import type { Row, Statement } from '../../platform/database/sql/statement.js';
import { instantParameter } from '../../platform/database/columns/instant-column.js';
import { isoText } from './iso-text.js';
import type { SoldOutTime } from './member-case.js';

type Movement = { readonly id: number; readonly delta: number; readonly at: string };

/**
 * The two movements of a coupon's stock before an instant, and the two after it. The last one before is found by a binary search
 * over the 31 bits of an id: each step reads one row of the index, however many millions of movements there are.
 */
const AROUND = numbered(`WITH RECURSIVE search(low, step) AS (
    SELECT CAST(0 AS bigint), CAST(1073741824 AS bigint)
    UNION ALL
    SELECT low + CASE WHEN COALESCE((
        SELECT created_at FROM stock_movement WHERE coupon_id = ? AND id <= low + step ORDER BY id DESC LIMIT 1) <= ?, TRUE)
      THEN step ELSE 0 END, step / 2
    FROM search WHERE step > 0
  ), pivot AS (SELECT MAX(low) AS id FROM search)
  SELECT * FROM (SELECT id, delta, created_at FROM stock_movement
    WHERE coupon_id = ? AND id <= (SELECT id FROM pivot) ORDER BY id DESC LIMIT 2) AS earlier
  UNION ALL SELECT * FROM (SELECT id, delta, created_at FROM stock_movement
    WHERE coupon_id = ? AND id > (SELECT id FROM pivot) ORDER BY id LIMIT 2) AS later
  ORDER BY id`);

export const movementsAround = (couponId: number, at: string): Statement => ({
  sql: AROUND,
  parameters: [couponId, instantParameter(new Date(at)), couponId, couponId],
});

/**
 * When the stock was 0 around a press that was refused as sold out. Nothing is issued while the stock is 0, so it is the time
 * between two consecutive movements, of which the second adds units. The process that answered the press and the database may have
 * different clocks, so the time before or after the neighbouring movement is considered, too.
 * @param rows of `movementsAround` @returns null if the stock has stayed 0, or the ledger does not show it
 */
export function soldOutTime(rows: readonly Row[], pressedAt: string): SoldOutTime | null {
  const movements = rows.map(({ id, delta, created_at: at }) => ({ id, delta, at: isoText(at) }) as Movement);
  const next = movements.findIndex(({ at }) => at > pressedAt);
  const middle = next < 0 ? movements.length : next;
  for (const index of [middle, middle - 1, middle + 1]) {
    const [emptied, filled] = [movements[index - 1], movements[index]];
    if (emptied && filled && emptied.delta <= 0 && filled.delta > 0) return { from: emptied.at, to: filled.at };
  }
  return null;
}
