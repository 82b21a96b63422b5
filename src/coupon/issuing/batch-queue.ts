import { DomainError } from '../../platform/errors/domain-error.js';
import { overloaded } from '../../platform/errors/overloaded.js';

type Waiting<T, R> = { item: T; since: number; resolve: (result: R) => void; reject: (reason: Error) => void };

/** If a batch is refused as a whole, waiting items that are older than this are refused with it, instead of waiting for another. */
const MAX_WAIT_AFTER_FAILURE_MS = 2_000;

/** If 10,000 items are processed a second, the last one of a full queue waits for one second. Further items are refused. */
const MAX_WAITING = 10_000;

/**
 * Processes items in batches, in the order in which they were added, one batch at a time.
 *
 * A batch consists of the items that were added while the previous batch was processed, at most `maxBatch`. There is no timer:
 * a single item is processed at once.
 */
export class BatchQueue<T, R> {
  private waiting: Waiting<T, R>[] = [];
  private running = false;
  private processing = 0;

  /**
   * @param handler returns the result of each item of a batch, in their order, or throws; `since` is when the oldest was added
   * @param onIdle called when no item waits and no batch runs; the next item may be added to a new queue
   */
  constructor(
    private readonly handler: (items: readonly T[], since: number) => Promise<readonly R[]>,
    private readonly onIdle: () => void,
    private readonly maxBatch: number,
  ) {}

  /** The number of items that wait for a batch. */
  get length(): number {
    return this.waiting.length;
  }

  /** The number of items that wait or are processed. */
  get inProgress(): number {
    return this.waiting.length + this.processing;
  }

  /** @throws DomainError `OVERLOADED` if too many items wait already; what the handler throws */
  add(item: T): Promise<R> {
    if (this.waiting.length >= MAX_WAITING) return Promise.reject(overloaded());
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, since: performance.now(), resolve, reject });
      this.start();
    });
  }

  private start(): void {
    if (this.running) return;
    this.running = true;
    // Deferred, so that items whose promises are resolved together form one batch, such as presses whose sessions one look-up
    // has found. `add` is called in promise callbacks: a tick that is queued there runs after all promise callbacks that are due.
    process.nextTick(() => void this.drain());
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.maxBatch);
      this.processing = batch.length;
      await this.processBatch(batch);
      this.processing = 0;
    }
    this.running = false;
    this.onIdle();
  }

  /** @returns the error, if the batch failed as a whole */
  private async processBatch(batch: readonly Waiting<T, R>[]): Promise<Error | undefined> {
    try {
      const results = await this.handler(
        batch.map(({ item }) => item),
        batch[0]!.since,
      );
      batch.forEach(({ resolve }, index) => resolve(results[index]!));
      return undefined;
    } catch (error) {
      await this.afterFailure(batch, error as Error);
      return error as Error;
    }
  }

  /**
   * A DomainError applies to the whole batch: the outcome is unknown, or no other attempt is worthwhile. After any other error
   * the failed transaction has written nothing, and each item is retried alone, so that one bad item fails alone. If one of these
   * gets a DomainError, the rest of the batch gets it too: during an outage each of them could wait for its whole time limit.
   */
  private async afterFailure(batch: readonly Waiting<T, R>[], error: Error): Promise<void> {
    if (error instanceof DomainError) return this.refuse(batch, error);
    if (batch.length === 1) return batch.forEach(({ reject }) => reject(error));
    for (const [index, one] of batch.entries()) {
      const failure = await this.processBatch([one]);
      if (failure instanceof DomainError) return this.refuse(batch.slice(index + 1), failure);
    }
  }

  /** Also refuses items that have waited long: the next batch would probably fail in the same way. */
  private refuse(batch: readonly Waiting<T, R>[], error: DomainError): void {
    const tooLong = performance.now() - MAX_WAIT_AFTER_FAILURE_MS;
    const late = this.waiting.findIndex(({ since }) => since > tooLong);
    const expired = this.waiting.splice(0, late < 0 ? this.waiting.length : late);
    for (const { reject } of [...batch, ...expired]) reject(error);
  }
}
