import { Logger } from '@nestjs/common';
import type { RateLimit } from '../../platform/config/rate-limit.js';
import type { DomainError } from '../../platform/errors/domain-error.js';
import { FirstInWindow } from '../../platform/throttle/first-in-window.js';
import { secondsLeft, throttled } from '../../platform/throttle/throttled.js';
import { LoginBudgets, type Budget, type LoginAttempt, type Outcome } from './login-budgets.js';
import { LoginQueue } from './login-queue.js';

/**
 * Admits login attempts and counts the failed ones; the doc comment of `LoginThrottle` has the rule. The counts are
 * checked and updated in one synchronous step, so parallel attempts cannot pass the same check.
 */
export class LoginLimiter {
  private readonly logger = new Logger('LoginThrottle');
  private readonly budgets: LoginBudgets;
  private readonly queue = new LoginQueue();
  private readonly logged = new FirstInWindow();
  private serial = 0;

  constructor(limit: RateLimit) {
    this.budgets = new LoginBudgets(limit);
  }

  /**
   * Waits until the attempt may start. Each call that resolves needs a matching `end`.
   * @param networks of the client, as `networkKeys` returns them
   * @param account a hash of the e-mail
   * @throws DomainError `THROTTLED`, `OVERLOADED`
   */
  async begin(networks: readonly string[], account: string): Promise<LoginAttempt> {
    const attempt = { networks, account, serial: ++this.serial };
    const fullKey = this.admit(attempt);
    if (fullKey !== undefined) await this.queue.wait(attempt, fullKey);
    return attempt;
  }

  /**
   * Counts the outcome and starts waiting attempts that now may begin.
   * @throws DomainError `THROTTLED` when the password was wrong and the account is under attack
   */
  end(attempt: LoginAttempt, outcome: Outcome): void {
    this.budgets.end(attempt, outcome);
    for (const key of this.budgets.keys(attempt)) this.queue.wake(key, (waiting) => this.admit(waiting));
    const attacked = outcome === 'wrong' ? this.budgets.underAttack(attempt) : undefined;
    if (attacked) throw this.refused(attacked, attempt);
  }

  /** @returns the key where the attempt has to wait; undefined if the attempt has begun */
  private admit(attempt: LoginAttempt): string | undefined {
    const exhausted = this.budgets.exhausted(attempt);
    if (exhausted) throw this.refused(exhausted, attempt);
    const fullKey = this.budgets.full(attempt);
    if (fullKey === undefined) this.budgets.begin(attempt);
    return fullKey;
  }

  /** Logs the first refusal of each budget and window. */
  private refused(budget: Budget, { account, networks: [address] }: LoginAttempt): DomainError {
    const { by, key, network = address } = budget;
    const msBeforeNext = this.budgets.msLeft(budget);
    if (this.logged.isFirst(key, msBeforeNext)) {
      this.logger.warn(`login.throttled by=${by} address=${network} account=${account}`);
    }
    return throttled(secondsLeft({ msBeforeNext }));
  }
}
