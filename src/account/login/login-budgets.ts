import type { RateLimit } from '../../platform/config/rate-limit.js';
import { GROUP_FACTORS } from '../../platform/throttle/address-key.js';
import type { LoginCounts } from './login-attempt-store.js';
import { accountKey, addressKey, pairKey, type LoginAttempt } from './login-attempt.js';

/** A limit that an attempt counts against: fewer than `allowed` items at `key`, and fewer than `atOnce` of them in progress. */
export type Budget = {
  readonly by: 'address' | 'account' | 'account-and-address';
  readonly network?: string;
  readonly key: string;
  readonly item: string;
  readonly allowed: number;
  readonly atOnce: number;
};

// Multiples of the configured limit; the doc comment of `LoginThrottle` explains them.
const DISTINCT_ACCOUNTS = 3;
const MAX_DISTINCT_ACCOUNTS = 10;
const ACCOUNT_CEILING = 10;

/** Attempts that each address has at an account under attack. Not a multiple of the limit. */
const ATTEMPTS_UNDER_ATTACK = 2;

/** The rule at `LoginThrottle`, applied to the counts of one attempt. */
export class LoginBudgets {
  constructor(private readonly limit: RateLimit) {}

  /** @returns a budget that failures have used up, so that the attempt must be refused; undefined if there is none */
  exhausted(attempt: LoginAttempt, counts: LoginCounts): Budget | undefined {
    const isUnderAttack = counts.failedCount(accountKey(attempt)) >= this.limit.points;
    return this.budgets(attempt, counts, isUnderAttack).find(
      ({ key, item, allowed }) => !counts.hasFailed(key, item) && counts.failedCount(key) >= allowed,
    );
  }

  /**
   * Finds a budget that is full when attempts in progress count as failed.
   * @returns the key where the attempt has to wait, or undefined if it may begin; at least one attempt is in progress at
   *   this key, here or in another process
   */
  full(attempt: LoginAttempt, counts: LoginCounts): string | undefined {
    const isUnderAttack = counts.totalCount(accountKey(attempt)) >= this.limit.points;
    const full = this.budgets(attempt, counts, isUnderAttack).find(
      ({ key, item, allowed, atOnce }) =>
        !counts.has(key, item) && (counts.totalCount(key) >= allowed || counts.inProgressCount(key) >= atOnce),
    );
    // Attempts in progress elsewhere may put the account under attack. The lower limit can then be full by earlier
    // failures alone, and only the account's key has an attempt to wait for.
    return full && (counts.inProgressCount(full.key) > 0 ? full.key : accountKey(attempt));
  }

  /** @returns the account's budget if the account is under attack after the failure just counted */
  underAttack(attempt: LoginAttempt, counts: LoginCounts): Budget | undefined {
    return counts.failedCount(accountKey(attempt)) > this.limit.points ? this.ofAccount(attempt) : undefined;
  }

  private budgets(attempt: LoginAttempt, counts: LoginCounts, isUnderAttack: boolean): Budget[] {
    const { isRemembered } = counts;
    return [
      ...attempt.networks.map((network, level) => this.ofPair(attempt, network, level, isRemembered, isUnderAttack)),
      { ...this.ofAccount(attempt), ...(isRemembered && UNLIMITED) },
      ...attempt.networks.map((network, level) => this.ofAddress(attempt, network, level, counts)),
    ];
  }

  private ofPair(
    attempt: LoginAttempt,
    network: string,
    level: number,
    isRemembered: boolean,
    isUnderAttack: boolean,
  ): Budget {
    const { points } = this.limit;
    const each = isUnderAttack && !isRemembered ? Math.min(points, ATTEMPTS_UNDER_ATTACK) : points;
    const key = pairKey(network, attempt);
    const budget = { by: 'account-and-address', network, key, item: attempt.serial } as const;
    if (isRemembered && level > 0) return { ...budget, ...UNLIMITED };
    return { ...budget, allowed: each * GROUP_FACTORS[level]!, atOnce: Infinity };
  }

  private ofAccount(attempt: LoginAttempt): Budget {
    const allowed = ACCOUNT_CEILING * this.limit.points;
    return { by: 'account', key: accountKey(attempt), item: attempt.serial, allowed, atOnce: Infinity };
  }

  private ofAddress({ account }: LoginAttempt, network: string, level: number, counts: LoginCounts): Budget {
    const unit = this.limit.points * GROUP_FACTORS[level]!;
    const max = MAX_DISTINCT_ACCOUNTS * unit;
    const grown = Math.min(max, DISTINCT_ACCOUNTS * unit + counts.rememberedCount(network));
    const allowed = counts.isRemembered ? max : grown;
    return { by: 'address', network, key: addressKey(network), item: account, allowed, atOnce: unit };
  }
}

const UNLIMITED = { allowed: Infinity, atOnce: Infinity };
