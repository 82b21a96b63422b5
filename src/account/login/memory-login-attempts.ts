import type { RateLimit } from '../../platform/config/rate-limit.js';
import { AttemptCounter } from '../../platform/throttle/attempt-counter.js';
import { LoginAttemptStore, type LoginCounts } from './login-attempt-store.js';
import { addressKey, countedItems, type LoginAttempt, type Outcome } from './login-attempt.js';
import { RecentLogins } from './recent-logins.js';

/** Counts the attempts of one process. */
export class MemoryLoginAttempts extends LoginAttemptStore {
  override readonly isShared = false;
  private readonly attempts: AttemptCounter;
  private readonly logins = new RecentLogins();

  constructor({ seconds }: RateLimit) {
    super();
    this.attempts = new AttemptCounter(seconds);
  }

  override begin<R>(attempt: LoginAttempt, refusalOf: (counts: LoginCounts) => R | undefined): Promise<R | undefined> {
    const refusal = refusalOf(this.countsOf(attempt));
    if (refusal === undefined) for (const { key, item } of countedItems(attempt)) this.attempts.begin(key, item);
    return Promise.resolve(refusal);
  }

  override end(attempt: LoginAttempt, outcome: Outcome): Promise<LoginCounts> {
    for (const { key, item } of countedItems(attempt)) this.attempts.end(key, item, outcome === 'wrong');
    if (outcome === 'right') this.remember(attempt);
    return Promise.resolve(this.countsOf(attempt));
  }

  private remember({ networks, account }: LoginAttempt): void {
    this.logins.add(networks, account);
    for (const network of networks) this.attempts.forgive(addressKey(network), account);
  }

  private countsOf({ networks, account }: LoginAttempt): LoginCounts {
    const { attempts, logins } = this;
    return {
      failedCount: (key) => attempts.failedCount(key),
      totalCount: (key) => attempts.totalCount(key),
      inProgressCount: (key) => attempts.inProgressCount(key),
      hasFailed: (key, item) => attempts.hasFailed(key, item),
      has: (key, item) => attempts.has(key, item),
      msLeft: (key) => attempts.msLeft(key),
      isRemembered: logins.has(networks, account),
      rememberedCount: (network) => logins.count(network),
    };
  }
}
