import type { RateLimit } from '../../platform/config/rate-limit.js';
import { NETWORK_FACTORS } from '../../platform/throttle/address-key.js';
import { AttemptCounter, type Item } from '../../platform/throttle/attempt-counter.js';
import { RecentLogins } from './recent-logins.js';

/**
 * One login attempt. The fields go to the log, so none may be text that a client chose: `networks` are the keys that
 * `networkKeys` returns, `account` is a hash of the e-mail.
 */
export type LoginAttempt = { readonly networks: readonly string[]; readonly account: string; readonly serial: number };

/** `unknown`: the password could not be checked, for example because the database failed. */
export type Outcome = 'right' | 'wrong' | 'unknown';

/** A limit that an attempt counts against: fewer than `allowed` items at `key`, and fewer than `atOnce` of them in progress. */
export type Budget = {
  readonly by: 'address' | 'account' | 'account-and-address';
  readonly network?: string;
  readonly key: string;
  readonly item: Item;
  readonly allowed: number;
  readonly atOnce: number;
};

// Multiples of the configured limit; the doc comment of `LoginThrottle` explains them.
const DISTINCT_ACCOUNTS = 3;
const MAX_DISTINCT_ACCOUNTS = 10;
const ACCOUNT_CEILING = 10;

/** Attempts that each address has at an account under attack. Not a multiple of the limit. */
const ATTEMPTS_UNDER_ATTACK = 2;

/** The counts that implement the rule at `LoginThrottle`. */
export class LoginBudgets {
  private readonly attempts: AttemptCounter;
  private readonly logins = new RecentLogins();

  constructor(private readonly limit: RateLimit) {
    this.attempts = new AttemptCounter(limit.seconds);
  }

  /** @returns a budget that failures have used up, so that the attempt must be refused; undefined if there is none */
  exhausted(attempt: LoginAttempt): Budget | undefined {
    const isUnderAttack = this.attempts.failedCount(accountKey(attempt)) >= this.limit.points;
    return this.budgets(attempt, isUnderAttack).find(
      ({ key, item, allowed }) => !this.attempts.hasFailed(key, item) && this.attempts.failedCount(key) >= allowed,
    );
  }

  /**
   * Finds a budget that is full when attempts in progress count as failed.
   * @returns the key where the attempt has to wait, or undefined if it may begin; at least one attempt is in progress at
   *   this key, so its end wakes the waiting attempt
   */
  full(attempt: LoginAttempt): string | undefined {
    const isUnderAttack = this.attempts.totalCount(accountKey(attempt)) >= this.limit.points;
    const full = this.budgets(attempt, isUnderAttack).find(
      ({ key, item, allowed, atOnce }) =>
        !this.attempts.has(key, item) &&
        (this.attempts.totalCount(key) >= allowed || this.attempts.inProgressCount(key) >= atOnce),
    );
    // Attempts in progress elsewhere may put the account under attack. The lower limit can then be full by earlier
    // failures alone, and only the account's key has an attempt to wait for.
    return full && (this.attempts.inProgressCount(full.key) > 0 ? full.key : accountKey(attempt));
  }

  /** Counts the attempt as in progress. Each call needs a matching `end`. */
  begin(attempt: LoginAttempt): void {
    for (const { key, item } of this.budgets(attempt)) this.attempts.begin(key, item);
  }

  /** Ends the attempt. A wrong password is counted; a right one is remembered and clears the account at its address. */
  end(attempt: LoginAttempt, outcome: Outcome): void {
    for (const { key, item } of this.budgets(attempt)) this.attempts.end(key, item, outcome === 'wrong');
    if (outcome !== 'right') return;
    this.logins.add(attempt.networks, attempt.account);
    for (const network of attempt.networks) this.attempts.forgive(addressKey(network), attempt.account);
  }

  /** @returns the account's budget if the account is under attack, including the failure just counted */
  underAttack(attempt: LoginAttempt): Budget | undefined {
    return this.attempts.failedCount(accountKey(attempt)) > this.limit.points ? this.ofAccount(attempt) : undefined;
  }

  /** @returns the keys under which the attempt is counted */
  keys(attempt: LoginAttempt): string[] {
    return this.budgets(attempt).map(({ key }) => key);
  }

  /** @returns milliseconds until the failures of a budget are forgotten */
  msLeft({ key }: Budget): number {
    return this.attempts.msLeft(key);
  }

  /** Includes budgets without a limit, because the keys of an attempt must not change between `begin` and `end`. */
  private budgets(attempt: LoginAttempt, isUnderAttack = false): Budget[] {
    const isRemembered = this.logins.has(attempt.networks, attempt.account);
    return [
      ...attempt.networks.map((network, level) => this.ofPair(attempt, network, level, isRemembered, isUnderAttack)),
      { ...this.ofAccount(attempt), ...(isRemembered && UNLIMITED) },
      ...attempt.networks.map((network, level) => this.ofAddress(attempt, network, level, isRemembered)),
    ];
  }

  private ofPair(
    { account, serial }: LoginAttempt,
    network: string,
    level: number,
    isRemembered: boolean,
    isUnderAttack: boolean,
  ): Budget {
    const { points } = this.limit;
    const each = isUnderAttack && !isRemembered ? Math.min(points, ATTEMPTS_UNDER_ATTACK) : points;
    const budget = { by: 'account-and-address', network, key: `${network} ${account}`, item: serial } as const;
    if (isRemembered && level > 0) return { ...budget, ...UNLIMITED };
    return { ...budget, allowed: each * NETWORK_FACTORS[level]!, atOnce: Infinity };
  }

  private ofAccount(attempt: LoginAttempt): Budget {
    const allowed = ACCOUNT_CEILING * this.limit.points;
    return { by: 'account', key: accountKey(attempt), item: attempt.serial, allowed, atOnce: Infinity };
  }

  private ofAddress({ account }: LoginAttempt, network: string, level: number, isRemembered: boolean): Budget {
    const unit = this.limit.points * NETWORK_FACTORS[level]!;
    const max = MAX_DISTINCT_ACCOUNTS * unit;
    const allowed = isRemembered ? max : Math.min(max, DISTINCT_ACCOUNTS * unit + this.logins.count(network));
    return { by: 'address', network, key: addressKey(network), item: account, allowed, atOnce: unit };
  }
}

const UNLIMITED = { allowed: Infinity, atOnce: Infinity };

const accountKey = ({ account }: LoginAttempt): string => `account ${account}`;
const addressKey = (network: string): string => `address ${network}`;
