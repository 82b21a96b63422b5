import { KEPT_SECONDS, type Samples } from './live-sample-store.js';
import {
  addCounts,
  noPresses,
  pressesIn,
  REFUSALS,
  refusedIn,
  type PressCounts,
  type PressRefusal,
} from './press-counts.js';

/** Rates are means of this many seconds, so that the figures can be read. */
const RATE_SECONDS = 5;
const MINUTE = 60;

/** Until then all processes have added their sample of a second. */
const LATE_SECONDS = 1;

/** `[second, presses, issued, refused]`; a second without presses is left out. */
export type LivePoint = readonly [second: number, presses: number, issued: number, refused: number];

export type RefusalCount = { readonly code: PressRefusal; readonly minute: number; readonly all: number };

/** What is known about the last 15 minutes. Seconds are those since 1970. */
export type LiveWindow = {
  /** The first second that is known, and the last one that is complete; `since > until`: none is known yet. */
  readonly since: number;
  readonly until: number;
  /** Per second, over the last seconds; null: not known yet. */
  readonly rates: { readonly presses: number; readonly issued: number } | null;
  /** Over the last seconds; null: no batch, or not known yet. */
  readonly batches: { readonly meanSize: number; readonly longestWaitMs: number } | null;
  /** In the last minute and in the whole window; only reasons that occurred. */
  readonly refused: readonly RefusalCount[];
  readonly points: readonly LivePoint[];
};

/** @param now in milliseconds */
export function liveWindow({ bySecond, knownSince }: Samples, now: number): LiveWindow {
  const until = Math.floor(now / 1000) - LATE_SECONDS - 1;
  const since = Math.max(until - KEPT_SECONDS + 1, knownSince ?? until + 1);
  const seconds = [...bySecond].filter(([second]) => second >= since && second <= until).sort(([a], [b]) => a - b);
  const sum = (last: number): PressCounts => {
    const total = noPresses();
    for (const [second, counts] of seconds) if (second > until - last) addCounts(total, counts);
    return total;
  };
  const recent = sum(RATE_SECONDS);
  return {
    since,
    until,
    rates: since <= until - RATE_SECONDS + 1 ? ratesOf(recent) : null,
    batches: batchesOf(recent),
    refused: refusalsOf(sum(MINUTE), sum(KEPT_SECONDS)),
    points: seconds.map(([second, counts]) => [second, pressesIn(counts), counts.ISSUED, refusedIn(counts)]),
  };
}

const ratesOf = (recent: PressCounts): NonNullable<LiveWindow['rates']> => ({
  presses: pressesIn(recent) / RATE_SECONDS,
  issued: recent.ISSUED / RATE_SECONDS,
});

const batchesOf = ({ batches, batched, longestWaitMs }: PressCounts): LiveWindow['batches'] =>
  batches > 0 ? { meanSize: batched / batches, longestWaitMs } : null;

const refusalsOf = (minute: PressCounts, all: PressCounts): RefusalCount[] =>
  REFUSALS.filter((code) => all[code] > 0).map((code) => ({ code, minute: minute[code], all: all[code] }));
