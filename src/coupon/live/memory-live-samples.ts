import { LRUCache } from 'lru-cache';
import { KEPT_SECONDS, LiveSampleStore, type CountsByCoupon, type Samples } from './live-sample-store.js';
import { addCounts, type PressCounts } from './press-counts.js';

/** With a sample in every second of 15 minutes, 50 coupons take 6 MB. The coupon that was pressed least recently is removed. */
const MAX_COUPONS = 50;

/** Keeps the samples of one process. A restart loses them. */
export class MemoryLiveSamples extends LiveSampleStore {
  /** The seconds of each coupon, oldest first. */
  private readonly samples = new LRUCache<number, Map<number, PressCounts>>({ max: MAX_COUPONS });
  private knownSince: number | undefined;

  override add(second: number, counts: CountsByCoupon): Promise<void> {
    this.knownSince ??= second;
    for (const [couponId, counted] of counts) this.addSample(couponId, second, counted);
    return Promise.resolve();
  }

  override read(couponId: number, from: number): Promise<Samples> {
    const all = [...(this.samples.peek(couponId) ?? [])];
    return Promise.resolve({
      bySecond: new Map(all.filter(([second]) => second >= from)),
      knownSince: this.knownSince,
    });
  }

  private addSample(couponId: number, second: number, counted: PressCounts): void {
    const samples = this.samples.get(couponId) ?? new Map<number, PressCounts>();
    this.samples.set(couponId, samples);
    const sample = samples.get(second);
    if (sample) return addCounts(sample, counted);
    samples.set(second, counted);
    for (const old of samples.keys()) {
      if (old > second - KEPT_SECONDS) break;
      samples.delete(old);
    }
  }
}
