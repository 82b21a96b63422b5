import type { BatchResult } from './issue-batch.js';
import type { Press } from './press.js';

/** Settles batches of presses, each for one coupon, and resolves when what was issued is durable. */
export abstract class IssuingWriter {
  /** @throws DomainError `UNAVAILABLE` when it is unknown whether the batch was written; other errors: it was not */
  abstract settle(couponId: number, presses: readonly Press[]): Promise<BatchResult>;
}
