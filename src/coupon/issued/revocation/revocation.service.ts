import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/audit-log/actor.js';
import { AuditLog } from '../../../platform/audit-log/audit-log.js';
import type { SqlProgram } from '../../../platform/database/sql/statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import type { Tx } from '../../../platform/database/tx.js';
import { Clock } from '../../../platform/time/clock.js';
import { requestKeyReused } from '../../coupon.errors.js';
import { retryOnDuplicate } from '../../stock/coupon-stock.service.js';
import { actorOf, endAct, startAct } from './revocation-act.js';
import { RevocationChunk, type ChunkResult, type Matching } from './revocation-chunk.js';
import { claim, ISSUED_RANGE, LOCK_ALL_COUPONS, release } from './revocation-statements.js';
import { Revocation, type NamedFilter } from './revocation.entity.js';
import { noSuchRevocation, revocationRunning } from './revocation.errors.js';

export type NewRevocation = {
  readonly filters: readonly NamedFilter[];
  readonly returnsUnits: boolean;
  readonly reason: string;
  readonly by: Actor;
  /** Idempotency key: a second request with the same key starts nothing. */
  readonly requestKey: string | null;
  /** How many coupons the preview counted; null if it stopped counting. */
  readonly expected: number | null;
  /** The highest id that the preview could see: coupons issued after it stay as they are. Without it, all that exist now match. */
  readonly upTo: number | undefined;
};

/** What a repeated request must have in common with the first one. */
type RepeatedRequest = Omit<NewRevocation, 'expected' | 'upTo'>;

/** Starts, cancels and advances the revocation of all unused coupons that match a filter. `RevocationRunnerService` calls the rest. */
@Injectable()
export class RevocationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly chunk: RevocationChunk,
    private readonly auditLog: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Fixes the set of coupons: those that match the filter and existed at the preview.
   * @throws DomainError `REVOCATION_RUNNING`, `REQUEST_KEY_REUSED`
   */
  start(revocation: NewRevocation): Promise<{ readonly id: number }> {
    return retryOnDuplicate(() => this.transactions.run((tx) => this.startSteps(tx, revocation)));
  }

  /** The revocation that an earlier request with the same key has started. @throws DomainError `REQUEST_KEY_REUSED` */
  findStarted(revocation: RepeatedRequest): Promise<Revocation | undefined> {
    return this.transactions.read((tx) => this.findEarlier(tx, revocation));
  }

  /** Ends it after the chunk that runs now. Does nothing if it has ended. @throws DomainError `NOT_FOUND` */
  cancel(id: number, by: Actor): Promise<void> {
    return this.transactions.run((tx) => this.cancelSteps(tx, id, by));
  }

  /** Takes the running revocation. @returns undefined if there is none, or another process works on it */
  claim(worker: string): Promise<Revocation | undefined> {
    return this.transactions.run((tx) => this.claimSteps(tx, worker));
  }

  /** Lets another process continue at once. */
  async release(worker: string): Promise<void> {
    await this.transactions.run((tx) => tx.rows(release(worker)));
  }

  /** @throws DomainError `STOCK_RANGE` */
  advance(id: number, worker: string, matching: readonly Matching[]): Promise<ChunkResult> {
    return this.transactions.run((tx) => this.chunk.run(tx, id, worker, matching));
  }

  /** Nothing is left to do, or it cannot be continued. */
  end(id: number, worker: string, state: 'completed' | 'failed'): Promise<void> {
    return this.transactions.run((tx) => this.endSteps(tx, id, worker, state));
  }

  private *startSteps(tx: Tx, revocation: NewRevocation): SqlProgram<{ readonly id: number }> {
    // In this order, as in a chunk: the revocation, then the coupons.
    const [running] = yield* tx.lock(Revocation, { state: 'running' });
    // Behind the lock: the running one may have been started by a simultaneous request with the same key.
    const earlier = yield* this.findEarlier(tx, revocation);
    if (earlier) return earlier;
    if (running) throw revocationRunning(running.id);
    yield* tx.rows(LOCK_ALL_COUPONS);
    const [range] = yield* tx.rows(ISSUED_RANGE);
    const { filters, by, upTo = Infinity, ...terms } = revocation;
    const firstId = range!['first_id'] as number;
    const lastId = Math.min(range!['last_id'] as number, upTo);
    const started = {
      ...terms,
      actorId: by.userId,
      actor: by.name,
      address: by.address,
      filters: JSON.stringify(filters),
      firstId,
      lastId,
      afterId: 0,
      state: 'running',
      createdAt: this.clock.now(),
    } as const;
    const [id] = yield* tx.insert(Revocation, [started]);
    this.auditLog.record(tx, by, startAct(id!, filters, started));
    return { id: id! };
  }

  private *findEarlier(tx: Tx, { requestKey, filters, ...terms }: RepeatedRequest): SqlProgram<Revocation | undefined> {
    if (!requestKey) return undefined;
    const [earlier] = yield* tx.find(Revocation, { requestKey });
    const isSame =
      earlier?.filters === JSON.stringify(filters) &&
      earlier.returnsUnits === terms.returnsUnits &&
      earlier.reason === terms.reason &&
      earlier.actorId === terms.by.userId;
    if (earlier && !isSame) throw requestKeyReused();
    return earlier;
  }

  private *cancelSteps(tx: Tx, id: number, by: Actor): SqlProgram<void> {
    const [run] = yield* tx.lock(Revocation, { id });
    if (!run) throw noSuchRevocation();
    if (run.state !== 'running') return;
    yield* tx.update(Revocation, { id }, { state: 'cancelled', endedAt: this.clock.now() });
    this.auditLog.record(tx, by, endAct(run, 'cancelled'));
  }

  private *claimSteps(tx: Tx, worker: string): SqlProgram<Revocation | undefined> {
    const [claimed] = yield* tx.rows(claim(worker));
    if (!claimed) return undefined;
    const [run] = yield* tx.find(Revocation, { id: claimed['id'] as number });
    return run;
  }

  private *endSteps(tx: Tx, id: number, worker: string, state: 'completed' | 'failed'): SqlProgram<void> {
    const [run] = yield* tx.lock(Revocation, { id });
    if (run?.state !== 'running' || run.worker !== worker) return;
    yield* tx.update(Revocation, { id }, { state, endedAt: this.clock.now() });
    this.auditLog.record(tx, actorOf(run), endAct(run, state));
  }
}
