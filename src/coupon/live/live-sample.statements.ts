import { RESULTS, type PressCounts, type PressResult } from './press-counts.js';
import type { Row } from '../../platform/database/sql/statement.js';

const columnOf = (result: PressResult): string => result.toLowerCase();

const SUMS = [...RESULTS.map(columnOf), 'batches', 'batched'];
const MAXIMUM = 'longest_wait_ms';
const COLUMNS = ['coupon_id', 'second', 'process', ...SUMS, MAXIMUM];

/** Adds the counts of one process, coupon and second. Parameters: `sampleParameters`. */
export const ADD_SAMPLE = `
  INSERT INTO live_sample (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((_, index) => `$${index + 1}`).join(', ')})
  ON CONFLICT (coupon_id, second, process) DO UPDATE SET
    ${SUMS.map((name) => `${name} = live_sample.${name} + excluded.${name}`).join(', ')},
    ${MAXIMUM} = greatest(live_sample.${MAXIMUM}, excluded.${MAXIMUM})`;

/** The seconds of a coupon, summed over all processes. Parameters: the coupon, the first second. */
export const READ_SAMPLES = `
  SELECT second, ${SUMS.map((name) => `sum(${name})::int AS ${name}`).join(', ')}, max(${MAXIMUM}) AS ${MAXIMUM}
  FROM live_sample WHERE coupon_id = $1 AND second >= $2 GROUP BY second`;

/** The first second of which any process left a sample. */
export const READ_FIRST_SECOND = 'SELECT min(second) AS second FROM live_sample';

/** Deletes some old samples. Parameters: the first second to keep, at most how many. */
export const SWEEP_SAMPLES = `
  DELETE FROM live_sample WHERE (coupon_id, second, process) IN (
    SELECT coupon_id, second, process FROM live_sample WHERE second < $1 ORDER BY second LIMIT $2)
  RETURNING 1`;

export const sampleParameters = (
  couponId: number,
  second: number,
  processId: string,
  counts: PressCounts,
): readonly unknown[] => [
  couponId,
  second,
  processId,
  ...RESULTS.map((result) => counts[result]),
  counts.batches,
  counts.batched,
  Math.round(counts.longestWaitMs),
];

export function countsFrom(row: Row): PressCounts {
  const results = Object.fromEntries(RESULTS.map((result) => [result, row[columnOf(result)] as number]));
  const { batches, batched, [MAXIMUM]: longestWaitMs } = row as Record<string, number>;
  return {
    ...(results as Record<PressResult, number>),
    batches: batches!,
    batched: batched!,
    longestWaitMs: longestWaitMs!,
  };
}
