import { Injectable } from '@nestjs/common';
import { noPresses, type PressCounts } from './press-counts.js';

/** Coupons that are counted apart within one second. The presses of others count as `UNATTRIBUTED`. */
const MAX_COUPONS = 50;

/** Instead of a coupon's id: presses that were refused before their body was read, or whose coupon does not exist. */
export const UNATTRIBUTED = 0;

/** Counts the presses of this process for the live view, until `LiveRecorder` takes the counts away, every second. */
@Injectable()
export class LiveCounters {
  private counts = new Map<number, PressCounts>();

  /** @returns the counts of the current second, to be increased at once and not kept */
  of(couponId: number): PressCounts {
    return this.counts.get(couponId) ?? this.add(couponId);
  }

  /** @returns what was counted since the last call, by coupon */
  take(): ReadonlyMap<number, PressCounts> {
    const { counts } = this;
    this.counts = new Map();
    return counts;
  }

  private add(couponId: number): PressCounts {
    if (this.counts.size >= MAX_COUPONS && couponId !== UNATTRIBUTED) return this.of(UNATTRIBUTED);
    const added = noPresses();
    this.counts.set(couponId, added);
    return added;
  }
}
