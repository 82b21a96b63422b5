import type { RateLimit } from '../../platform/config/rate-limit.js';
import { NETWORK_FACTORS } from '../../platform/throttle/address-key.js';
import { TryCount, type Item } from '../../platform/throttle/try-count.js';
import { RecentLogins } from './recent-logins.js';

/** One try at a login. None of these is text that a client chose: they go to the log. */
export type LoginTry = { readonly networks: readonly string[]; readonly account: string; readonly serial: number };

/** `unknown`: the check itself failed. */
export type Outcome = 'right' | 'wrong' | 'unknown';

/** What a try has to fit into: fewer than `allowed` items at `key`. */
export type Budget = {
  readonly by: 'address' | 'account' | 'account-and-address';
  readonly network?: string;
  readonly key: string;
  readonly item: Item;
  readonly allowed: number;
  readonly atOnce: number;
};

// The numbers of the rule at `LoginThrottle`, in multiples of the limit's points.
const DISTINCT_ACCOUNTS = 3;
const MAX_DISTINCT_ACCOUNTS = 10;
const ACCOUNT_CEILING = 10;

/** Tries that each address has at an account which is under siege. */
const TRIES_UNDER_SIEGE = 2;

/** The counts behind the rule at `LoginThrottle`. */
export class LoginBudgets {
  private readonly tries: TryCount;
  private readonly logins = new RecentLogins();

  constructor(private readonly limit: RateLimit) {
    this.tries = new TryCount(limit.seconds);
  }

  /** A budget that failures have used up: the try is refused. */
  exhausted(one: LoginTry): Budget | undefined {
    const siege = this.tries.failed(accountKey(one)) >= this.limit.points;
    return this.budgets(one, siege).find(
      ({ key, item, allowed }) => !this.tries.hasFailed(key, item) && this.tries.failed(key) >= allowed,
    );
  }

  /**
   * The key at which the try has to wait, because a budget is full while tries under way count as failed. There are tries
   * under way at this key, so that one of them will leave.
   */
  full(one: LoginTry): string | undefined {
    const siege = this.tries.all(accountKey(one)) >= this.limit.points;
    const full = this.budgets(one, siege).find(
      ({ key, item, allowed, atOnce }) =>
        !this.tries.has(key, item) && (this.tries.all(key) >= allowed || this.tries.underWay(key) >= atOnce),
    );
    // Tries of others at the same account may put it under siege, and leave an address less than it failed already.
    return full && (this.tries.underWay(full.key) > 0 ? full.key : accountKey(one));
  }

  begin(one: LoginTry): void {
    for (const { key, item } of this.budgets(one)) this.tries.begin(key, item);
  }

  end(one: LoginTry, outcome: Outcome): void {
    for (const { key, item } of this.budgets(one)) this.tries.end(key, item, outcome === 'wrong');
    if (outcome !== 'right') return;
    this.logins.add(one.networks, one.account);
    for (const network of one.networks) this.tries.forgive(addressKey(network), one.account);
  }

  /** The budget of an account that is under siege, with the failure just counted. */
  besieged(one: LoginTry): Budget | undefined {
    return this.tries.failed(accountKey(one)) > this.limit.points ? this.ofAccount(one) : undefined;
  }

  /** What every try is counted under. */
  keys(one: LoginTry): string[] {
    return this.budgets(one).map(({ key }) => key);
  }

  /** Milliseconds until the failures in a budget are forgotten. */
  msLeft({ key }: Budget): number {
    return this.tries.msLeft(key);
  }

  /** All of them, whether they limit this try or not: every try is counted under the same keys. */
  private budgets(one: LoginTry, siege = false): Budget[] {
    const known = this.logins.has(one.networks, one.account);
    return [
      ...one.networks.map((network, level) => this.ofPair(one, network, level, known, siege)),
      { ...this.ofAccount(one), ...(known && UNLIMITED) },
      ...one.networks.map((network, level) => this.ofAddress(one, network, level, known)),
    ];
  }

  private ofPair(
    { account, serial }: LoginTry,
    network: string,
    level: number,
    known: boolean,
    siege: boolean,
  ): Budget {
    const { points } = this.limit;
    const each = siege && !known ? Math.min(points, TRIES_UNDER_SIEGE) : points;
    const budget = { by: 'account-and-address', network, key: `${network} ${account}`, item: serial } as const;
    if (known && level > 0) return { ...budget, ...UNLIMITED };
    return { ...budget, allowed: each * NETWORK_FACTORS[level]!, atOnce: Infinity };
  }

  private ofAccount(one: LoginTry): Budget {
    const allowed = ACCOUNT_CEILING * this.limit.points;
    return { by: 'account', key: accountKey(one), item: one.serial, allowed, atOnce: Infinity };
  }

  private ofAddress({ account }: LoginTry, network: string, level: number, known: boolean): Budget {
    const unit = this.limit.points * NETWORK_FACTORS[level]!;
    const most = MAX_DISTINCT_ACCOUNTS * unit;
    const allowed = known ? most : Math.min(most, DISTINCT_ACCOUNTS * unit + this.logins.count(network));
    return { by: 'address', network, key: addressKey(network), item: account, allowed, atOnce: unit };
  }
}

const UNLIMITED = { allowed: Infinity, atOnce: Infinity };

const accountKey = ({ account }: LoginTry): string => `account ${account}`;
const addressKey = (network: string): string => `address ${network}`;
