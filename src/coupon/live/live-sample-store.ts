import type { PressCounts } from './press-counts.js';

/** How long samples are kept, in seconds. */
export const KEPT_SECONDS = 900;

/** By coupon. Also seconds without presses are added from time to time, with no counts, so that they are known. */
export type CountsByCoupon = ReadonlyMap<number, PressCounts>;

export type Samples = {
  /** Sums over all processes by second (seconds since 1970). A second without presses has no entry. */
  readonly bySecond: ReadonlyMap<number, PressCounts>;
  /** The first second that was recorded; undefined if none was. Of earlier ones it is not known what happened. */
  readonly knownSince: number | undefined;
};

/** Keeps what was counted in each second of the last 15 minutes. May be lost at any time; earlier seconds are unknown then. */
export abstract class LiveSampleStore {
  /** Adds what this process counted in a second. */
  abstract add(second: number, counts: CountsByCoupon): Promise<void>;

  /** @param from the first second @throws DomainError `OVERLOADED`, `READ_TOO_LONG`, `UNAVAILABLE` */
  abstract read(couponId: number, from: number): Promise<Samples>;

  /** Deletes some samples that are too old, if the store does not do so by itself. @returns whether there may be more */
  sweepSome(): Promise<boolean> {
    return Promise.resolve(false);
  }
}
