import { liveWindow } from './live-window.js';
import { noPresses, type PressCounts } from './press-counts.js';

const NOW = 1_800_000_000;
/** The last complete second. */
const UNTIL = NOW - 2;

const counts = (some: Partial<PressCounts>): PressCounts => ({ ...noPresses(), ...some });
const windowOf = (samples: readonly (readonly [number, Partial<PressCounts>])[], knownSince?: number) =>
  liveWindow({ bySecond: new Map(samples.map(([at, some]) => [at, counts(some)])), knownSince }, NOW * 1000 + 500);

describe('The window of the live view', () => {
  it('has means of the last five complete seconds', () => {
    const { until, rates, batches } = windowOf(
      [
        [UNTIL - 5, { ISSUED: 1_000, batches: 9, batched: 1_000, longestWaitMs: 900 }],
        [UNTIL - 4, { ISSUED: 10, SOLD_OUT: 5, batches: 2, batched: 15, longestWaitMs: 30 }],
        [UNTIL, { ISSUED: 5, batches: 3, batched: 5, longestWaitMs: 7 }],
        [UNTIL + 1, { ISSUED: 1_000, batches: 9, batched: 1_000, longestWaitMs: 900 }],
      ],
      UNTIL - 10,
    );
    expect([until, rates, batches]).toEqual([UNTIL, { issued: 3, presses: 4 }, { meanSize: 4, longestWaitMs: 30 }]);
  });

  it('counts refused presses by their code, in the last minute and in 15 minutes', () => {
    const { refused, points } = windowOf(
      [
        [UNTIL - 900, { PAUSED: 9 }],
        [UNTIL - 899, { PAUSED: 1, ISSUED: 2 }],
        [UNTIL - 60, { SOLD_OUT: 2 }],
        [UNTIL - 59, { SOLD_OUT: 3, THROTTLED: 1 }],
      ],
      UNTIL - 5_000,
    );
    expect(refused).toEqual([
      { code: 'SOLD_OUT', minute: 3, all: 5 },
      { code: 'PAUSED', minute: 0, all: 1 },
      { code: 'THROTTLED', minute: 1, all: 1 },
    ]);
    expect(points).toEqual([
      [UNTIL - 899, 3, 2, 1],
      [UNTIL - 60, 2, 0, 2],
      [UNTIL - 59, 4, 0, 4],
    ]);
  });

  it('knows no rate before it knows five seconds, and nothing without a record', () => {
    expect(windowOf([], UNTIL - 3)).toMatchObject({ since: UNTIL - 3, rates: null, batches: null });
    expect(windowOf([], UNTIL - 4)).toMatchObject({
      since: UNTIL - 4,
      rates: { issued: 0, presses: 0 },
      batches: null,
    });
    expect(windowOf([])).toMatchObject({ since: UNTIL + 1, until: UNTIL, rates: null });
    expect(windowOf([], UNTIL - 5_000).since).toBe(UNTIL - 899);
  });
});
