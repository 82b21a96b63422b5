import type { LoginAttempt, Outcome } from './login-attempt.js';

/** What has been counted at the keys of one attempt, which are the only ones that may be asked for. */
export interface LoginCounts {
  /** @returns the number of items that failed in the current window */
  failedCount(key: string): number;
  /** @returns the number of items that failed or are in progress, in any process; an item that is both counts once */
  totalCount(key: string): number;
  /** @returns the number of items with attempts in progress in this process */
  inProgressCount(key: string): number;
  /** @returns whether the item failed already, so that another attempt does not raise `failedCount` */
  hasFailed(key: string, item: string): boolean;
  /** @returns whether the item failed or is in progress, so that another attempt does not raise `totalCount` */
  has(key: string, item: string): boolean;
  /** @returns milliseconds until the window ends; 0 without a window */
  msLeft(key: string): number;
  /** Whether a login of this account at this address is remembered. */
  readonly isRemembered: boolean;
  /** @returns the number of logins that are remembered in this network; an account counts once for each address */
  rememberedCount(network: string): number;
}

/** Keeps the counts of login attempts. May be forgotten at any time; the attempts are then counted anew. */
export abstract class LoginAttemptStore {
  /** Whether attempts of other processes are counted. Their ends do not wake attempts that wait in this one. */
  abstract readonly isShared: boolean;

  /**
   * Counts an attempt as in progress, unless `refusalOf` returns a refusal. This is one step: between reading the counts and
   * counting the attempt, no other attempt is counted at the same keys.
   * @param refusalOf must have no effect, because it may be called again
   * @returns the refusal; undefined if the attempt has begun. Then `end` must follow
   */
  abstract begin<R>(attempt: LoginAttempt, refusalOf: (counts: LoginCounts) => R | undefined): Promise<R | undefined>;

  /**
   * Ends an attempt. A wrong password is counted as a failure at each key; a right one is remembered, and the account's
   * failure at the address is forgotten.
   * @returns the counts after it
   */
  abstract end(attempt: LoginAttempt, outcome: Outcome): Promise<LoginCounts>;

  /** Deletes some counts that have ended, if the store does not do so by itself. @returns whether there may be more */
  sweepSome(): Promise<boolean> {
    return Promise.resolve(false);
  }
}
