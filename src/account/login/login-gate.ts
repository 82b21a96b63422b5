import { Logger } from '@nestjs/common';
import type { RateLimit } from '../../platform/config/rate-limit.js';
import type { DomainError } from '../../platform/errors/domain-error.js';
import { FirstInWindow } from '../../platform/throttle/first-in-window.js';
import { secondsLeft, throttled } from '../../platform/throttle/throttled.js';
import { LoginBudgets, type Budget, type LoginTry, type Outcome } from './login-budgets.js';
import { LoginQueue } from './login-queue.js';

/**
 * Lets tries in and counts the failed ones. The rule is written at `LoginThrottle`. Reading the counts and acting on them
 * is one synchronous step, so that another try cannot come in between.
 */
export class LoginGate {
  private readonly logger = new Logger('LoginThrottle');
  private readonly budgets: LoginBudgets;
  private readonly queue = new LoginQueue();
  private readonly logged = new FirstInWindow();
  private serial = 0;

  constructor(limit: RateLimit) {
    this.budgets = new LoginBudgets(limit);
  }

  /** Resolves when the try may start; `leave` must follow. @throws DomainError `THROTTLED`, `OVERLOADED` */
  async enter(networks: readonly string[], account: string): Promise<LoginTry> {
    const one = { networks, account, serial: ++this.serial };
    const full = this.admit(one);
    if (full !== undefined) await this.queue.wait(one, full);
    return one;
  }

  /** @throws DomainError `THROTTLED` when the try failed at an account under siege */
  leave(one: LoginTry, outcome: Outcome): void {
    this.budgets.end(one, outcome);
    for (const key of this.budgets.keys(one)) this.queue.wake(key, (waiting) => this.admit(waiting));
    const besieged = outcome === 'wrong' ? this.budgets.besieged(one) : undefined;
    if (besieged) throw this.refused(besieged, one);
  }

  /** Begins the try, or gives the key at which it has to wait. */
  private admit(one: LoginTry): string | undefined {
    const exhausted = this.budgets.exhausted(one);
    if (exhausted) throw this.refused(exhausted, one);
    const full = this.budgets.full(one);
    if (full === undefined) this.budgets.begin(one);
    return full;
  }

  /** Logged once for each budget and window. */
  private refused(budget: Budget, { account, networks: [address] }: LoginTry): DomainError {
    const { by, key, network = address } = budget;
    const msBeforeNext = this.budgets.msLeft(budget);
    if (this.logged.isFirst(key, msBeforeNext)) {
      this.logger.warn(`login.throttled by=${by} address=${network} account=${account}`);
    }
    return throttled(secondsLeft({ msBeforeNext }));
  }
}
