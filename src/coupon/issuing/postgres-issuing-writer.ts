import { outageOf } from '../../platform/database/database-failure.js';
import { all, type SqlProgram } from '../../platform/database/sql/statement.js';
import type { Tx } from '../../platform/database/tx.js';
import { Transactions } from '../../platform/database/transactions.js';
import { hasCode } from '../../platform/errors/domain-error.js';
import type { CouponUser } from '../issued/coupon-user.entity.js';
import type { WriteResult, BatchResult, BatchProgram, Issued } from './batch-program.js';
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
  /**
   * Coupons whose last batch issued nothing: for every press the coupon was missing, closed or sold out, or the work was missing.
   * Their next batch skips `insertIfOpen`.
   */
  private readonly refusing = new Set<number>();

  constructor(
    transactions: Transactions,
    private readonly program: BatchProgram,
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
    const [alone, ...others] = batches;
    if (others.length === 0) return [await this.writeAlone(alone!)];
    return this.run(batches);
  }

  /** Issues with one statement where possible, which takes half the time. */
  private async writeAlone(batch: Waiting): Promise<BatchResult> {
    const { couponId, presses } = batch;
    const { rows, remaining } = this.refusing.has(couponId) ? NOTHING : await this.writeIfOpen(batch);
    const others = presses.filter((press) => !rows.has(press));
    if (others.length === 0) return { results: presses.map((press) => issued(rows.get(press)!)), remaining };
    const [decided] = await this.run([{ ...batch, presses: others }]);
    if (rows.size === 0 && decided!.results.every(nothingToIssue)) this.refusing.add(couponId);
    else this.refusing.delete(couponId);
    const results = decided!.results.values();
    return {
      results: presses.map((press) => (rows.has(press) ? issued(rows.get(press)!) : results.next().value!)),
      remaining: decided!.remaining,
    };
  }

  private writeIfOpen({ couponId, presses }: Waiting): Promise<Issued> {
    return this.transact((tx, onTurn) => this.program.runIfOpen(tx, couponId, presses, onTurn));
  }

  private async run(batches: readonly Waiting[]): Promise<readonly BatchResult[]> {
    // Transactions that lock several coupons lock them in the same order, so they cannot deadlock.
    const ordered = batches.toSorted((one, other) => one.couponId - other.couponId);
    const results = await this.transact((tx, onTurn) => this.runTogether(tx, ordered, onTurn));
    return batches.map((batch) => results[ordered.indexOf(batch)]!);
  }

  /** Runs a transaction and measures its turns. @param work calls `onTurn` when it has its turn at a coupon */
  private async transact<T>(work: (tx: Tx, onTurn: () => void) => SqlProgram<T>): Promise<T> {
    const turns = new TurnTimer();
    const result = await this.transactions.run((tx) => {
      turns.sent();
      return work(tx, () => turns.taken());
    });
    turns.ended();
    return result;
  }

  /**
   * The programs run side by side: all of them read before one writes. This is right because the batches are of different coupons:
   * `BatchQueue` passes on a batch of a coupon only when the previous one is settled.
   */
  private *runTogether(tx: Tx, batches: readonly Waiting[], onTurn: () => void): SqlProgram<readonly BatchResult[]> {
    const runs = batches.map(({ couponId, presses }) => this.program.run(tx, couponId, presses, onTurn));
    if (runs.length === 1) return yield* all(...runs);
    const [, ...results] = yield* all(tx.rows(SHORT_WAIT), ...runs);
    return results;
  }
}

const NOTHING: Issued = { rows: new Map(), remaining: undefined };

const issued = (row: CouponUser): WriteResult => ({ kind: 'issued', row });

/** Whether `insertIfOpen` would issue nothing to this press either, and not because its member holds the coupon. */
const nothingToIssue = ({ kind }: WriteResult): boolean => ['missing', 'closed', 'sold-out'].includes(kind);

/** Whether the transaction was certainly rolled back. The reason may concern one of its batches only, so each is tried alone. */
const wroteNothing = (error: unknown): boolean => !hasCode(error, 'UNAVAILABLE') || outageOf(error)?.kind === 'busy';
