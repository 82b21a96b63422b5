import { Transactions } from '../../platform/database/transactions.js';
import type { BatchResult, IssueBatch } from './issue-batch.js';
import { IssuingWriter } from './issuing-writer.js';
import type { Press } from './press.js';

/** For PostgreSQL: each batch is a transaction of its own, and batches of different coupons run in parallel. */
export class DirectIssuingWriter extends IssuingWriter {
  /** Each batch waits for its turn at the coupon, so large ones wait less often. */
  override readonly maxBatch = 1_000;

  constructor(
    private readonly transactions: Transactions,
    private readonly batch: IssueBatch,
  ) {
    super();
  }

  async write(couponId: number, presses: readonly Press[]): Promise<BatchResult> {
    const [press] = presses;
    const issued = press && presses.length === 1 ? await this.writeOne(press) : undefined;
    return issued ?? this.transactions.run((tx) => this.batch.run(tx, couponId, presses));
  }

  /** One statement instead of several takes half the time. Larger batches need the results of each press. */
  private async writeOne(press: Press): Promise<BatchResult | undefined> {
    return this.transactions.run((tx) => this.batch.runOne(tx, press));
  }
}
