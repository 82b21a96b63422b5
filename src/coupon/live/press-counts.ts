/**
 * Why presses got no coupon: the code of the response; `INTERNAL` counts as `UNAVAILABLE`. Also the columns of `live_sample`, in
 * lower case.
 */
export const REFUSALS = [
  'ALREADY_ISSUED',
  'REVOKED',
  'SOLD_OUT',
  'DOES_NOT_EXIST',
  'NOT_STARTED',
  'ENDED',
  'PAUSED',
  'UNAVAILABLE',
  'OVERLOADED',
  'THROTTLED',
] as const;

export type PressRefusal = (typeof REFUSALS)[number];
export type PressResult = 'ISSUED' | PressRefusal;

export const RESULTS: readonly PressResult[] = ['ISSUED', ...REFUSALS];

/** What happened to presses in some time. Each press counts once, when it is answered. */
export type PressCounts = Record<PressResult, number> & {
  /** Batches, and the presses in them. */
  batches: number;
  batched: number;
  /** From the press until its batch was answered, of the press that waited longest. */
  longestWaitMs: number;
};

export const noPresses = (): PressCounts => ({
  ISSUED: 0,
  ALREADY_ISSUED: 0,
  REVOKED: 0,
  SOLD_OUT: 0,
  DOES_NOT_EXIST: 0,
  NOT_STARTED: 0,
  ENDED: 0,
  PAUSED: 0,
  UNAVAILABLE: 0,
  OVERLOADED: 0,
  THROTTLED: 0,
  batches: 0,
  batched: 0,
  longestWaitMs: 0,
});

export function addCounts(sum: PressCounts, counts: PressCounts): void {
  for (const result of RESULTS) sum[result] += counts[result];
  sum.batches += counts.batches;
  sum.batched += counts.batched;
  sum.longestWaitMs = Math.max(sum.longestWaitMs, counts.longestWaitMs);
}

export const refusedIn = (counts: PressCounts): number => REFUSALS.reduce((sum, refusal) => sum + counts[refusal], 0);

export const pressesIn = (counts: PressCounts): number => counts.ISSUED + refusedIn(counts);
