import { Transactions } from '../../platform/database/transactions.js';
import type { BatchResult, IssueBatch } from './issue-batch.js';
import { IssuingWriter } from './issuing-writer.js';
import type { Press } from './press.js';

/** For PostgreSQL: each batch is a transaction of its own, and batches of different coupons run in parallel. */
export class DirectIssuingWriter extends IssuingWriter {
  constructor(
    private readonly transactions: Transactions,
    private readonly batch: IssueBatch,
  ) {
    super();
  }

  write(couponId: number, presses: readonly Press[]): Promise<BatchResult> {
    return this.transactions.run((tx) => this.batch.run(tx, couponId, presses));
  }
}
