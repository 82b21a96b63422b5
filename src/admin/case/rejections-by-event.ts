import type { Rejection } from '../../coupon/rejected/rejected-press.entity.js';
import type { BackgroundReads } from '../../platform/database/background-reads.js';
import type { Row } from '../../platform/database/sql/statement.js';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import { namedOf } from './case-rows.js';
import { isoText } from './iso-text.js';
import type { RejectedAtEvent, RejectedForWork, SoldOutTime } from './member-case.js';
import { movementsAround, soldOutTime } from './sold-out-time.js';

/** Rejected presses by coupon, the latest first, with the times in which the coupon was sold out. */
export async function rejectionsByEvent(reads: BackgroundReads, rows: readonly Row[]): Promise<RejectedAtEvent[]> {
  const soldOut = await soldOutTimes(reads, rows.filter(wasSoldOutEarlier));
  const events = new Map<unknown, RejectedAtEvent & { works: RejectedForWork[] }>();
  for (const row of rows) {
    let event = events.get(row['coupon_id']);
    if (!event) events.set(row['coupon_id'], (event = { ...eventOf(row), works: [] }));
    event.works.push({
      work: namedOf(row, 'work'),
      presses: row['presses'] as number,
      firstAt: isoText(row['first_at']),
      lastAt: isoText(row['last_at']),
      lastReason: row['last_reason'] as Rejection,
      soldOut: soldOut.get(row) ?? null,
    });
  }
  return [...events.values()];
}

const eventOf = (row: Row): Omit<RejectedAtEvent, 'works'> => ({
  coupon: namedOf(row, 'coupon'),
  timeZone: (row['time_zone'] ?? DEFAULT_TIME_ZONE) as string,
  soldOutSince: row['remaining'] === 0 && row['moved_at'] !== null ? isoText(row['moved_at']) : null,
});

/** Whether a press was refused as sold out before the time in which the stock is 0 now. */
function wasSoldOutEarlier(row: Row): boolean {
  const { soldOutSince } = eventOf(row);
  if (row['last_reason'] !== 'SOLD_OUT' || row['moved_at'] === null) return false;
  return soldOutSince === null || isoText(row['last_at']) < soldOutSince;
}

async function soldOutTimes(
  reads: BackgroundReads,
  rows: readonly Row[],
): Promise<ReadonlyMap<Row, SoldOutTime | null>> {
  if (rows.length === 0) return new Map();
  const statements = rows.map((row) => movementsAround(row['coupon_id'] as number, isoText(row['last_at'])));
  const movements = await reads.all(statements);
  return new Map(rows.map((row, index) => [row, soldOutTime(movements[index]!, isoText(row['last_at']))]));
}
