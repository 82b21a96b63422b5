import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.js';
import { Clock } from '../../platform/time/clock.js';
import { mergeRejections } from './merge-rejections.js';
import { PendingRejections, type Pressed } from './pending-rejections.js';
import { unrecordedPresses, watchPending } from './rejected-press-metrics.js';
import { rejectionOf } from './rejection-of.js';

/** How many members, coupons and works wait in memory at most: about 20 MB. Presses of others are counted and not recorded. */
export const MAX_PENDING = 100_000;

/**
 * Connections of each process that write rejected presses. The readiness probe uses those of everything else: if these writes took
 * them, the probe could succeed on a new connection while other connections lead to a former primary.
 */
export const REJECTED_PRESS_CONNECTIONS = 1;

const INTERVAL_MS = 1_000;

/** A statement of 500 rows takes some milliseconds, for which a batch of presses waits at most. */
const ROWS_A_STATEMENT = 500;

const STATEMENTS_A_SECOND = 4;

/** A stop gives up what is not written by then, so that a database that does not answer cannot prevent it. */
const MAX_STOP_MS = 4_000;

/**
 * Records presses that got no coupon, so that operators can see why. A press costs one look-up in a map; the rows are written
 * once a second, 2,000 at most, by `Transactions`: on SQLite one small write after the other on the writing thread, on PostgreSQL
 * on a connection of its own.
 */
@Injectable()
export class RejectedPresses implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('RejectedPresses');
  private readonly pending = new PendingRejections(MAX_PENDING);
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    watchPending(() => this.pending.size);
  }

  /** @param error why the press failed; nothing is recorded if the member has the coupon */
  add(pressed: Pressed, error: unknown): void {
    const reason = rejectionOf(error);
    if (!reason) return;
    if (!this.pending.add(pressed, reason, this.clock.now().getTime())) unrecordedPresses.inc();
    this.timer ??= this.inASecond();
  }

  /** No request is in progress any more, and the database is still open: modules stop in reverse order. */
  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    const giveUpAt = performance.now() + MAX_STOP_MS;
    const late = new Promise<void>((resolve) => setTimeout(resolve, MAX_STOP_MS).unref());
    await Promise.race([late, this.writeAll(() => performance.now() < giveUpAt)]);
    if (this.pending.size > 0) this.logger.warn(`Stopped before ${this.pending.size} rejected presses were recorded.`);
  }

  private inASecond(): NodeJS.Timeout {
    return setTimeout(() => {
      this.writing = this.writeSome().finally(() => {
        this.timer = this.pending.size > 0 ? this.inASecond() : undefined;
      });
    }, INTERVAL_MS).unref();
  }

  private async writeAll(inTime: () => boolean): Promise<void> {
    await this.writing;
    clearTimeout(this.timer);
    while (this.pending.size > 0 && inTime()) if (!(await this.writeChunk())) return;
  }

  private async writeSome(): Promise<void> {
    for (let chunk = 0; chunk < STATEMENTS_A_SECOND && this.pending.size > 0; chunk++) {
      if (!(await this.writeChunk())) return;
    }
  }

  /** After a failure the rows wait for the next second. If they were written after all, their presses count twice. */
  private async writeChunk(): Promise<boolean> {
    const rows = this.pending.take(ROWS_A_STATEMENT);
    try {
      await this.transactions.run((tx) => tx.rows(mergeRejections(rows)));
      return true;
    } catch (error) {
      unrecordedPresses.inc(this.pending.giveBack(rows));
      this.logger.warn(`Could not record rejected presses: ${String(error)}`);
      return false;
    }
  }
}
