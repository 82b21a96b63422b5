import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Settings } from '../../platform/config/settings.js';
import { networkKeys } from '../../platform/throttle/address-key.js';
import { LoginAttemptStore } from './login-attempt-store.js';
import type { Outcome } from './login-attempt.js';
import type { LoginClient } from './login-client.js';
import { LoginLimiter } from './login-limiter.js';
import { countLogin } from './login-metrics.js';

/**
 * Limits failed login attempts. An attempt beyond a limit is refused before its password is checked, so a right password
 * is refused, too. `LIMIT_LOGIN` sets N failures in a window:
 *
 * - Account and address: N failures.
 * - Account: after N failures from any addresses the account is under attack. Each address then has two attempts at it,
 *   and a wrong password is answered with `THROTTLED`. After 10 N failures every attempt is refused.
 * - Address: failures at 3 N different accounts, plus one for each login remembered at the address, at most 10 N. A
 *   successful login removes its account from this count.
 *
 * An address is an IPv4 address or a /64 of IPv6. A /56 has twice the limits of an address, and a /48 four times.
 *
 * A successful login is remembered, by account and address, for 30 days; in memory until a restart. With a remembered
 * login, an account keeps its N attempts at that address, whatever fails elsewhere or at other accounts. The one
 * exception: the address (or its /56 or /48) has failed at 10 N accounts (20 N, 40 N). So an attacker can lock an owner
 * out of that address only from the same network.
 *
 * An attempt counts as failed until its outcome is known, so parallel attempts cannot exceed a limit. An attempt waits if
 * a limit is reached only because of attempts in progress, or if its address has N accounts in progress. So right passwords
 * of many members behind one address never exceed a limit, even at the same moment. An unknown e-mail counts like a known one.
 *
 * On PostgreSQL all processes share the counts, but each has its own N accounts in progress for an address. While the
 * shared counts cannot be reached, each process counts by itself.
 */
@Injectable()
export class LoginThrottle {
  private readonly limiter: LoginLimiter | undefined;

  constructor({ limits }: Settings, store: LoginAttemptStore) {
    this.limiter = limits.login && new LoginLimiter(limits.login, store);
  }

  /**
   * Checks a password within the limits.
   * @param verify returns undefined for a wrong password; an attempt does not count if `verify` throws
   * @returns the result of `verify`
   * @throws DomainError `THROTTLED`; `OVERLOADED` when too many attempts wait
   */
  async attempt<T>(
    emailKey: string,
    { address, requestId }: LoginClient,
    verify: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const attempt = await this.limiter?.begin(networkKeys(address), accountHash(emailKey), requestId).catch(asRefused);
    let outcome: Outcome = 'unknown';
    try {
      const result = await verify();
      outcome = result === undefined ? 'wrong' : 'right';
      return result;
    } finally {
      countLogin(outcome);
      if (attempt) await this.limiter?.end(attempt, outcome);
    }
  }
}

function asRefused(refusal: unknown): never {
  countLogin('refused');
  throw refusal;
}

/** Keeps e-mail addresses out of the log, and bounds the memory of each count. */
const accountHash = (emailKey: string): string =>
  createHash('sha256').update(emailKey).digest('base64url').slice(0, 16);
