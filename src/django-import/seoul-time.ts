// The original service stored instants as the wall clock time of Asia/Seoul, without an offset.

const WALL_CLOCK = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(\.\d{1,6})?$/;

/** Korea had daylight saving time for the last time in 1988. Since then its offset is always the same. */
const FIRST_YEAR = 1989;
const OFFSET_MS = 9 * 3_600_000;

/**
 * @param text a wall clock time of Asia/Seoul, such as `2023-05-01 12:00:00.123456`
 * @returns the instant, in whole milliseconds; undefined if the text has another form or there is no such time
 */
export function seoulInstant(text: unknown): Date | undefined {
  const [, day, time, fraction = ''] = (typeof text === 'string' && WALL_CLOCK.exec(text)) || [];
  if (day === undefined || time === undefined || Number(day.slice(0, 4)) < FIRST_YEAR) return undefined;
  const milliseconds = fraction.slice(1, 4).padEnd(3, '0');
  const asUtc = new Date(`${day}T${time}.${milliseconds}Z`);
  // JavaScript reads February 30 as March 2, and 24:00 as the next day.
  const exists = !Number.isNaN(asUtc.getTime()) && asUtc.toISOString() === `${day}T${time}.${milliseconds}Z`;
  return exists ? new Date(asUtc.getTime() - OFFSET_MS) : undefined;
}
