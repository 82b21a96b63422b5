import type { BatchResult } from './issue-batch.js';
import type { Press } from './press.js';

/** Writes batches of presses, each for one coupon. */
export abstract class IssuingWriter {
  /** The largest number of presses in a batch. */
  abstract readonly maxBatch: number;

  /**
   * Resolves when the issued coupons are durable.
   * @throws DomainError `UNAVAILABLE` if the database failed or did not answer in time: the batch may have been written, or may
   *   still be. It is thrown even if a lock was not granted in time, when certainly nothing was written. After any other error its
   *   last transaction has written nothing; an earlier one of the same batch may have (`insertIfOpen`, `CouponIssuer.write`)
   */
  abstract write(couponId: number, presses: readonly Press[]): Promise<BatchResult>;
}
