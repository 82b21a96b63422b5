import type { BatchResult } from './issue-batch.js';
import type { Press } from './press.js';

/** Writes batches of presses, each for one coupon. */
export abstract class IssuingWriter {
  /** The largest batch. A larger one would not cost less for each press, and its presses would wait longer. */
  abstract readonly maxBatch: number;

  /**
   * Resolves when the issued coupons are durable.
   * @throws DomainError `UNAVAILABLE` if it is unknown whether the batch was written. After any other error it was not.
   */
  abstract write(couponId: number, presses: readonly Press[]): Promise<BatchResult>;
}
