import type { LivePoint } from '../../coupon/live/live-window.js';

const MINUTES = 15;
export const SERIES_SECONDS = 60 * MINUTES;

/** The numbers of each second of the chart, oldest first; undefined: not known. */
export type Second = {
  readonly second: number;
  readonly presses: number;
  readonly issued: number;
  readonly refused: number;
};

/** @param since the first known second @param until the last complete one */
export function secondsOf(points: readonly LivePoint[], since: number, until: number): (Second | undefined)[] {
  const bySecond = new Map(points.map(([second, presses, issued, refused]) => [second, { presses, issued, refused }]));
  return Array.from({ length: SERIES_SECONDS }, (_, index) => {
    const second = until - SERIES_SECONDS + 1 + index;
    if (second < since) return undefined;
    return { second, presses: 0, issued: 0, refused: 0, ...bySecond.get(second) };
  });
}

/** A minute of the table: its end, and the sums of its known seconds; undefined if none is known. */
export type Minute = { readonly endsAt: number; readonly sums: Omit<Second, 'second'> | undefined };

/** @returns the latest minute first */
export function minutesOf(seconds: readonly (Second | undefined)[], until: number): Minute[] {
  return Array.from({ length: MINUTES }, (_, index) => {
    const end = SERIES_SECONDS - 60 * index;
    const known = seconds.slice(end - 60, end).filter((one) => one !== undefined);
    return { endsAt: until + 1 - 60 * index, sums: known.length > 0 ? sumsOf(known) : undefined };
  });
}

export const sumsOf = (seconds: readonly Second[]): Omit<Second, 'second'> =>
  seconds.reduce(
    (sum, { presses, issued, refused }) => ({
      presses: sum.presses + presses,
      issued: sum.issued + issued,
      refused: sum.refused + refused,
    }),
    { presses: 0, issued: 0, refused: 0 },
  );

/** A round number that is not smaller. */
export function roundUp(value: number): number {
  if (value <= 10) return 10;
  const step = 10 ** Math.floor(Math.log10(value));
  return step * [1, 2, 5, 10].find((factor) => factor * step >= value)!;
}
