import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Transactions } from '../../../platform/database/transactions.js';
import type { Matching } from './revocation-chunk.js';
import { Revocation, type NamedFilter } from './revocation.entity.js';
import { RevocationService } from './revocation.service.js';

/** How often a process looks for a revocation that another one has left. */
const LOOK_EVERY_MS = 2_000;

/** Renews the lease while no row matches; a third of its length. */
const RENEW_AFTER_MS = 1_500;

/** The pause after a chunk is so many times as long as the chunk took, so that a sale has the locks most of the time. */
const PAUSE_FACTOR = 12;
const MIN_PAUSE_MS = 20;
const MAX_PAUSE_MS = 500;

/** A transaction that revokes coupons locks so many of their events at most. */
const MAX_COUPONS_LOCKED = 20;

/** A stop waits so long for the transaction that runs. */
const STOP_WAITS_MS = 4_000;

/** The rows that match the filters, with ids above `after`, in the order of ids, page by page. */
export type FindMatching = (
  filters: readonly NamedFilter[],
  range: { readonly after: number; readonly last: number },
) => AsyncGenerator<readonly Matching[]>;

/**
 * Works on the running revocation, in the background. All processes look for it, and one has its lease. It is exact even if two
 * work on it: each chunk reads under a lock how far the revocation is.
 */
@Injectable()
export class RevocationRunnerService implements OnModuleDestroy {
  private readonly logger = new Logger('Revocation');
  private readonly worker = randomUUID();
  private readonly stopping = new AbortController();
  private findMatching: FindMatching | undefined;
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;

  constructor(
    private readonly revocations: RevocationService,
    private readonly transactions: Transactions,
  ) {}

  /** Begins to look for revocations. */
  run(findMatching: FindMatching): void {
    this.findMatching = findMatching;
    this.timer = setInterval(() => this.wake(), LOOK_EVERY_MS).unref();
  }

  /** Looks now. */
  wake(): void {
    if (this.isStopping) return;
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    // It may be in the middle of a read that the database does not answer. A chunk is a transaction, so that nothing is half done.
    await Promise.race([this.working, delay(STOP_WAITS_MS, undefined, { ref: false })]);
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Never rejects. After a failure of the database, the next look continues. */
  private async work(): Promise<void> {
    try {
      const [running] = await this.transactions.read((tx) => tx.find(Revocation, { state: 'running' }));
      const run = running && (await this.revocations.claim(this.worker));
      if (!run) return;
      this.logger.log(`Revocation ${run.id} continues after row ${run.afterId}.`);
      await this.advance(run);
      if (this.isStopping) await this.revocations.release(this.worker);
    } catch (error) {
      this.logger.warn(`The revocation pauses: ${String(error)}`);
    }
  }

  private async advance(run: Revocation): Promise<void> {
    try {
      if (await this.advanceToEnd(run)) await this.revocations.end(run.id, this.worker, 'completed');
    } catch (error) {
      // A refusal would be repeated: the stock is at its maximum, or this release does not know a filter.
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      this.logger.error(`Revocation ${run.id} ends early: ${error.code}`);
      await this.revocations.end(run.id, this.worker, 'failed');
    }
  }

  /** @returns whether the end was reached */
  private async advanceToEnd({ id, filters, afterId, lastId }: Revocation): Promise<boolean> {
    const range = { after: afterId, last: lastId };
    let renewedAt = performance.now();
    for await (const page of this.findMatching!(JSON.parse(filters) as NamedFilter[], range)) {
      for (const rows of chunksOf(page)) {
        if (this.isStopping) return false;
        const startedAt = performance.now();
        if (rows.length > 0 || startedAt - renewedAt >= RENEW_AFTER_MS) {
          if ((await this.revocations.advance(id, this.worker, rows)) === 'lost') return false;
          renewedAt = performance.now();
        }
        // Also after a page without a row: reading many of them at once would take the database from a sale.
        await this.pause(performance.now() - startedAt);
      }
    }
    return !this.isStopping;
  }

  private async pause(tookMs: number): Promise<void> {
    const ms = Math.min(MAX_PAUSE_MS, Math.max(MIN_PAUSE_MS, PAUSE_FACTOR * tookMs));
    await delay(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

/** Divides a page, in its order, so that each part has coupons of `MAX_COUPONS_LOCKED` events at most. An empty page stays one. */
function chunksOf(page: readonly Matching[]): (readonly Matching[])[] {
  const chunks: Matching[][] = [];
  let coupons = new Set<number>();
  for (const row of page) {
    if (chunks.length === 0 || coupons.add(row.couponId).size > MAX_COUPONS_LOCKED) {
      chunks.push([]);
      coupons = new Set([row.couponId]);
    }
    chunks.at(-1)!.push(row);
  }
  return chunks.length > 0 ? chunks : [[]];
}
