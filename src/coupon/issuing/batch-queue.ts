import { DomainError } from '../../platform/errors/domain-error.js';
import { overloaded } from '../../platform/errors/overloaded.js';

type Waiting<P, T> = { press: P; since: number; resolve: (value: T) => void; reject: (reason: Error) => void };

/** Largest batch. Beyond this, rows cost the same each, and whoever waits for the first of them waits longer. */
const MAX_BATCH = 256;

/** Whoever has waited so long when a batch fails is not kept waiting for another one. */
const PATIENCE_MS = 2_000;

/** Most that may wait. At a few thousand a second that is a second or two; who comes later is told to come back. */
const MAX_QUEUE = 10_000;

/**
 * Presses for one coupon, settled in batches and in their order of arrival.
 *
 * A batch is whatever has arrived by the time the one before it is done, so nothing waits for a timer: a lone press
 * starts as soon as what runs now has run.
 */
export class BatchQueue<P, T> {
  private waiting: Waiting<P, T>[] = [];
  private running = false;

  /**
   * @param settle says what each press of a batch came to, in their order, or throws
   * @param forget called when nothing waits any more; the next press may come to a new queue
   */
  constructor(
    private readonly settle: (presses: readonly P[]) => Promise<readonly T[]>,
    private readonly forget: () => void,
  ) {}

  /** @throws DomainError `OVERLOADED` when too many wait already; whatever `settle` throws */
  add(press: P): Promise<T> {
    if (this.waiting.length >= MAX_QUEUE) return Promise.reject(overloaded());
    return new Promise((resolve, reject) => {
      this.waiting.push({ press, since: performance.now(), resolve, reject });
      this.start();
    });
  }

  private start(): void {
    if (this.running) return;
    this.running = true;
    // Not at once: those who were found to be logged in together press together, and `nextTick` comes after them all.
    process.nextTick(() => void this.drain());
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MAX_BATCH);
      await this.settleAll(batch);
    }
    this.running = false;
    this.forget();
  }

  private async settleAll(batch: readonly Waiting<P, T>[]): Promise<void> {
    try {
      const settled = await this.settle(batch.map(({ press }) => press));
      batch.forEach(({ resolve }, place) => resolve(settled[place]!));
    } catch (error) {
      await this.afterFailure(batch, error as Error);
    }
  }

  /** One bad press must not fail its neighbours: each is tried by itself. A refusal of all is everybody's answer. */
  private async afterFailure(batch: readonly Waiting<P, T>[], error: Error): Promise<void> {
    if (error instanceof DomainError) return this.refuse(batch, error);
    if (batch.length === 1) return batch.forEach(({ reject }) => reject(error));
    for (const one of batch) await this.settleAll([one]);
  }

  /** A database that takes so long for a batch would let those behind it wait as long again, and again. */
  private refuse(batch: readonly Waiting<P, T>[], error: DomainError): void {
    const tooLong = performance.now() - PATIENCE_MS;
    const late = this.waiting.findIndex(({ since }) => since > tooLong);
    const given = this.waiting.splice(0, late < 0 ? this.waiting.length : late);
    for (const { reject } of [...batch, ...given]) reject(error);
  }
}
