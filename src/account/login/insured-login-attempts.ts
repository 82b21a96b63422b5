import { Logger } from '@nestjs/common';
import { LoginAttemptStore, type LoginCounts } from './login-attempt-store.js';
import type { LoginAttempt, Outcome } from './login-attempt.js';

/** After a failure the shared store is not asked for this time, so that not every attempt waits for its timeout. */
const PAUSE_MS = 5_000;

/** Counts in a shared store. While that fails, each process counts by itself, so attempts are never unlimited. */
export class InsuredLoginAttempts extends LoginAttemptStore {
  override readonly isShared = true;
  private readonly logger = new Logger('LoginThrottle');
  private pausedUntil = 0;
  private readonly begunInShared = new WeakSet<LoginAttempt>();

  /** @param own a store in the memory of this process */
  constructor(
    private readonly shared: LoginAttemptStore,
    private readonly own: LoginAttemptStore,
  ) {
    super();
  }

  override async begin<R>(
    attempt: LoginAttempt,
    refusalOf: (counts: LoginCounts) => R | undefined,
  ): Promise<R | undefined> {
    if (performance.now() < this.pausedUntil) return this.own.begin(attempt, refusalOf);
    try {
      const refusal = await this.shared.begin(attempt, refusalOf);
      this.begunInShared.add(attempt);
      return refusal;
    } catch (error) {
      this.pause(error);
      return this.own.begin(attempt, refusalOf);
    }
  }

  override async end(attempt: LoginAttempt, outcome: Outcome): Promise<LoginCounts> {
    if (!this.begunInShared.has(attempt)) return this.own.end(attempt, outcome);
    try {
      return await this.shared.end(attempt, outcome);
    } catch (error) {
      this.pause(error);
      await this.own.begin(attempt, () => undefined);
      return this.own.end(attempt, outcome);
    }
  }

  override sweepSome(): Promise<boolean> {
    return this.shared.sweepSome();
  }

  private pause(error: unknown): void {
    if (performance.now() >= this.pausedUntil) {
      this.logger.warn(`The counts of failed logins cannot be shared; this process counts by itself: ${String(error)}`);
    }
    this.pausedUntil = performance.now() + PAUSE_MS;
  }
}
