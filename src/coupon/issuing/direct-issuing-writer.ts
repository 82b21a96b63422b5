import { Transactions } from '../../platform/database/transactions.js';
import type { BatchResult, IssueBatch } from './issue-batch.js';
import { IssuingWriter } from './issuing-writer.js';
import type { Press } from './press.js';

/** Each batch in a transaction of its own, those of different coupons side by side: PostgreSQL does the work elsewhere. */
export class DirectIssuingWriter extends IssuingWriter {
  constructor(
    private readonly transactions: Transactions,
    private readonly batch: IssueBatch,
  ) {
    super();
  }

  settle(couponId: number, presses: readonly Press[]): Promise<BatchResult> {
    return this.transactions.run((tx) => this.batch.run(tx, couponId, presses));
  }
}
