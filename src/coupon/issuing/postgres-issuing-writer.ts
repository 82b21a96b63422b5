import { outageOf } from '../../platform/database/database-failure.js';
import { all, type SqlProgram } from '../../platform/database/sql/statement.js';
import type { Tx } from '../../platform/database/tx.js';
import { Transactions } from '../../platform/database/transactions.js';
import { hasCode } from '../../platform/errors/domain-error.js';
import type { BatchResult, IssueBatch } from './issue-batch.js';
import { TurnTimer } from './issue-metrics.js';
import { IssuingWriter } from './issuing-writer.js';
import type { Press } from './press.js';

type Waiting = {
  readonly couponId: number;
  readonly presses: readonly Press[];
  readonly resolve: (result: BatchResult) => void;
  readonly reject: (error: Error) => void;
};

/** Connections of this process that issue. More do not issue faster, because the database's disk is the limit. */
export const ISSUING_CONNECTIONS = 4;

/** A transaction takes further batches until it has so many presses, or so many batches: each holds locks. */
const ENOUGH_PRESSES = 1_000;
const MAX_BATCHES = 64;

/** While a shared transaction waits for one coupon, it holds the locks of others. */
const SHORT_WAIT = { sql: 'SET LOCAL lock_timeout = 300', parameters: [] };

/**
 * For PostgreSQL. Batches of different coupons run in parallel, each in a transaction of its own, while there are connections
 * for them. The batches that wait for a connection share the next transaction, so that many small events share a sync.
 */
export class PostgresIssuingWriter extends IssuingWriter {
  /** Each batch waits for its turn at the coupon. With larger batches, fewer turns are needed. */
  override readonly maxBatch = 1_000;
  private readonly transactions: Transactions;
  private waiting: Waiting[] = [];
  private running = 0;

  constructor(
    transactions: Transactions,
    private readonly batch: IssueBatch,
  ) {
    super();
    this.transactions = transactions.withConnections('issuing', ISSUING_CONNECTIONS);
  }

  write(couponId: number, presses: readonly Press[]): Promise<BatchResult> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ couponId, presses, resolve, reject });
      if (this.running < ISSUING_CONNECTIONS) void this.drain();
    });
  }

  /** Never rejects: `settle` reports failures to their batches. */
  private async drain(): Promise<void> {
    this.running += 1;
    while (this.waiting.length > 0) await this.settle(this.next());
    this.running -= 1;
  }

  private next(): readonly Waiting[] {
    let presses = 0;
    const end = this.waiting.findIndex((batch) => (presses += batch.presses.length) >= ENOUGH_PRESSES);
    return this.waiting.splice(0, Math.min(MAX_BATCHES, end < 0 ? this.waiting.length : end + 1));
  }

  private async settle(batches: readonly Waiting[]): Promise<void> {
    try {
      const results = await this.writeTogether(batches);
      batches.forEach(({ resolve }, index) => resolve(results[index]!));
    } catch (error) {
      if (batches.length > 1 && wroteNothing(error)) await Promise.all(batches.map((batch) => this.settle([batch])));
      else for (const { reject } of batches) reject(error as Error);
    }
  }

  private async writeTogether(batches: readonly Waiting[]): Promise<readonly BatchResult[]> {
    const [first] = batches;
    const issued =
      batches.length === 1 && first!.presses.length === 1 ? await this.writeOne(first!.presses[0]!) : undefined;
    if (issued) return [issued];
    // Transactions that lock several coupons lock them in the same order, so they cannot deadlock.
    const ordered = batches.toSorted((one, other) => one.couponId - other.couponId);
    const turns = new TurnTimer();
    const results = await this.transactions.run((tx) => this.runTogether(tx, ordered, turns));
    turns.ended();
    return batches.map((batch) => results[ordered.indexOf(batch)]!);
  }

  /**
   * The programs run side by side: all of them read before one writes. This is right because the batches are of different coupons:
   * `BatchQueue` passes on a batch of a coupon only when the previous one is settled.
   */
  private *runTogether(tx: Tx, batches: readonly Waiting[], turns: TurnTimer): SqlProgram<readonly BatchResult[]> {
    turns.sent();
    const runs = batches.map(({ couponId, presses }) => this.batch.run(tx, couponId, presses, () => turns.taken()));
    if (runs.length === 1) return yield* all(...runs);
    const [, ...results] = yield* all(tx.rows(SHORT_WAIT), ...runs);
    return results;
  }

  /** One statement instead of several takes half the time. Larger batches need the results of each press. */
  private writeOne(press: Press): Promise<BatchResult | undefined> {
    return this.transactions.run((tx) => this.batch.runOne(tx, press));
  }
}

/** Whether the transaction was rolled back for a reason that may concern one of its batches only. */
const wroteNothing = (error: unknown): boolean => !hasCode(error, 'UNAVAILABLE') || outageOf(error)?.kind === 'busy';
