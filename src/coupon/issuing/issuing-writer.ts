import type { BatchResult } from './batch-program.js';
import type { Press } from './press.js';

/** Writes batches of presses, each for one coupon. */
export abstract class IssuingWriter {
  /** The largest number of presses in a batch. */
  abstract readonly maxBatch: number;

  /**
   * Resolves when the issued coupons are durable.
   * @throws DomainError `UNAVAILABLE` if the database failed or did not answer in time: the batch may have been written, or may
   *   still be. It is also thrown after a lock timeout, though that transaction wrote nothing. After any other error the last
   *   transaction wrote nothing. In both cases an earlier transaction of the same batch may have issued
   *   coupons (`insertIfOpen`, `CouponIssuer.write`)
   */
  abstract write(couponId: number, presses: readonly Press[]): Promise<BatchResult>;
}
