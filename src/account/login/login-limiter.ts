import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import type { RateLimit } from '../../platform/config/rate-limit.js';
import type { DomainError } from '../../platform/errors/domain-error.js';
import { FirstInWindow } from '../../platform/throttle/first-in-window.js';
import { secondsLeft, throttled } from '../../platform/throttle/throttled.js';
import type { LoginAttemptStore, LoginCounts } from './login-attempt-store.js';
import { countedItems, type LoginAttempt, type Outcome } from './login-attempt.js';
import { LoginBudgets, type Budget } from './login-budgets.js';
import { LoginQueue } from './login-queue.js';

/** Why an attempt may not begin: a budget is used up, or attempts in progress fill one. */
type Refusal = { readonly exhausted: Budget; readonly msLeft: number } | { readonly fullKey: string };

/** How often waiting attempts are tried again, since the ends of attempts in other processes do not wake them. */
const RETRY_MS = 200;

/** Admits login attempts and counts the failed ones; the doc comment of `LoginThrottle` has the rule. */
export class LoginLimiter {
  private readonly logger = new Logger('LoginThrottle');
  private readonly budgets: LoginBudgets;
  private readonly queue = new LoginQueue();
  /** One admission at a time, so that an attempt which has to wait is in the queue before the next end wakes the queue. */
  private readonly admissions = pLimit(1);
  private readonly logged = new FirstInWindow();
  private retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly limit: RateLimit,
    private readonly store: LoginAttemptStore,
  ) {
    this.budgets = new LoginBudgets(limit);
  }

  /**
   * Waits until the attempt may start. Each call that resolves needs a matching `end`.
   * @param networks of the client, as `networkKeys` returns them
   * @param account a hash of the e-mail
   * @param requestId for the log
   * @throws DomainError `THROTTLED`, `OVERLOADED`
   */
  async begin(networks: readonly string[], account: string, requestId: string): Promise<LoginAttempt> {
    const attempt = { networks, account, serial: randomUUID(), requestId };
    const { waiting } = await this.admissions(async () => {
      const fullKey = await this.admit(attempt);
      return { waiting: fullKey === undefined ? undefined : this.wait(attempt, fullKey) };
    });
    await waiting;
    return attempt;
  }

  /**
   * Counts the outcome and starts waiting attempts that now may begin.
   * @throws DomainError `THROTTLED` when the password was wrong and the account is under attack
   */
  async end(attempt: LoginAttempt, outcome: Outcome): Promise<void> {
    const counts = await this.store.end(attempt, outcome);
    void this.wake(countedItems(attempt).map(({ key }) => key));
    const attacked = outcome === 'wrong' ? this.budgets.underAttack(attempt, counts) : undefined;
    if (attacked) throw this.refused(attacked, counts.msLeft(attacked.key), attempt);
  }

  /** @returns the key where the attempt has to wait; undefined if the attempt has begun */
  private async admit(attempt: LoginAttempt): Promise<string | undefined> {
    const refusal = await this.store.begin(attempt, (counts) => this.refusalOf(attempt, counts));
    if (refusal === undefined) return undefined;
    if ('exhausted' in refusal) throw this.refused(refusal.exhausted, refusal.msLeft, attempt);
    return refusal.fullKey;
  }

  private refusalOf(attempt: LoginAttempt, counts: LoginCounts): Refusal | undefined {
    const exhausted = this.budgets.exhausted(attempt, counts);
    if (exhausted) return { exhausted, msLeft: counts.msLeft(exhausted.key) };
    const fullKey = this.budgets.full(attempt, counts);
    return fullKey === undefined ? undefined : { fullKey };
  }

  private wait(attempt: LoginAttempt, fullKey: string): Promise<void> {
    const waiting = this.queue.wait(attempt, fullKey);
    if (this.store.isShared) this.retrySoon();
    return waiting;
  }

  private wake(keys: readonly string[]): Promise<void> {
    return this.admissions(async () => {
      for (const key of keys) await this.queue.wake(key, (attempt) => this.admit(attempt));
    });
  }

  /** Tries the waiting attempts until none is left. */
  private retrySoon(): void {
    this.retry ??= setTimeout(() => {
      void this.wake(this.queue.keys()).finally(() => {
        this.retry = undefined;
        if (this.queue.keys().length > 0) this.retrySoon();
      });
    }, RETRY_MS).unref();
  }

  /** Logs the first refusal of each budget and window. */
  private refused(budget: Budget, msBeforeNext: number, attempt: LoginAttempt): DomainError {
    const { by, key, network = attempt.networks[0] } = budget;
    if (this.logged.isFirst(key, msBeforeNext)) {
      const line = `login.throttled by=${by} address=${network} account=${attempt.account}`;
      this.logger.warn(line, { request_id: attempt.requestId });
    }
    return throttled(secondsLeft({ msBeforeNext }), this.limit.points);
  }
}
