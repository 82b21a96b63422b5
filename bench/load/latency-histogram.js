/** Buckets for each power of two. The error of a percentile is at most 1.6 %. */
const STEPS = 64;
const STEP_BITS = 6;

/** Counts latencies in whole microseconds, in constant memory. */
export class LatencyHistogram {
  counts = new Uint32Array(STEPS * 26);
  total = 0;

  /** @param {number} microseconds below 2^31 */
  record(microseconds) {
    const value = Math.max(0, Math.round(microseconds));
    const shift = Math.max(0, 31 - Math.clz32(value) - STEP_BITS);
    this.counts[shift * STEPS + (value >> shift)] += 1;
    this.total += 1;
  }

  /**
   * @param {number} share from 0 to 1, such as 0.99 for the 99th percentile
   * @returns {number} microseconds; NaN if nothing was recorded
   */
  percentile(share) {
    let left = Math.max(1, Math.ceil(this.total * share));
    for (const [place, count] of this.counts.entries()) {
      left -= count;
      if (left <= 0 && this.total > 0) return middleOf(place);
    }
    return NaN;
  }
}

function middleOf(place) {
  if (place < 2 * STEPS) return place;
  const shift = (place >> STEP_BITS) - 1;
  return (place - shift * STEPS + 0.5) * 2 ** shift;
}
