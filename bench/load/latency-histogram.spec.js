import { LatencyHistogram } from './latency-histogram.js';

describe('LatencyHistogram', () => {
  it('reads percentiles back within 1.6 per cent', () => {
    const histogram = new LatencyHistogram();
    const values = Array.from({ length: 20_000 }, (_, place) => 1 + place * 137);
    for (const value of values) histogram.record(value);
    for (const share of [0.01, 0.5, 0.95, 0.99, 1]) {
      const exact = values[Math.ceil(values.length * share) - 1];
      expect(Math.abs(histogram.percentile(share) / exact - 1)).toBeLessThan(0.016);
    }
  });

  it('is exact below 128 microseconds', () => {
    for (let value = 0; value < 128; value++) {
      const histogram = new LatencyHistogram();
      histogram.record(value);
      expect(histogram.percentile(0.5)).toBe(value);
    }
  });

  it('accepts half an hour', () => {
    const histogram = new LatencyHistogram();
    histogram.record(1_800_000_000);
    expect(histogram.percentile(0.5)).toBeGreaterThan(1_770_000_000);
  });

  it('returns NaN without records', () => {
    expect(new LatencyHistogram().percentile(0.5)).toBeNaN();
  });
});
