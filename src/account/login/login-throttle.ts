import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Settings } from '../../platform/config/settings.js';
import { networkKeys } from '../../platform/throttle/address-key.js';
import type { Outcome } from './login-budgets.js';
import { LoginGate } from './login-gate.js';

/**
 * Counts wrong passwords, never right ones. A try that has no room in a count is refused before its password is checked,
 * so where none is left the right password is refused, too. With a limit of N in a window:
 *
 * One address may fail N times at one account. All addresses together may fail N times at one account; then the account is
 * under siege: each address has two tries at it, a wrong password is answered as throttled, and after 10 N failures no
 * address has a try. One address may fail at 3 N different accounts, plus one for each login remembered there, and at most
 * at 10 N; an account that gets in is taken off this count. An address is one of IPv4 or a /64 of IPv6; a /56 may fail
 * twice as much and a /48 four times as much. A login is remembered, by account and address, for 30 days and until a
 * restart. An account at an address where its login is remembered keeps its N tries there, whatever was failed elsewhere
 * or at other accounts, until its address, /56 or /48 has failed at its 10 N accounts: so nobody locks an owner out of an
 * address of the owner's without sharing that address.
 *
 * Tries under way count as failed until their outcome is known, so that parallel tries cannot outrun the count. A try that
 * finds a budget full of such, or N accounts under way at its address, waits for one of them: two hundred members behind
 * one address who log in at the same moment all get in. An e-mail that nobody has is counted like any other. Each process
 * counts for itself.
 */
@Injectable()
export class LoginThrottle {
  private readonly gate: LoginGate | undefined;

  constructor({ limits }: Settings) {
    this.gate = limits.login && new LoginGate(limits.login);
  }

  /**
   * @param verify gives undefined for a wrong password; a try whose `verify` throws does not count
   * @throws DomainError `THROTTLED`; `OVERLOADED` when too many wait already
   */
  async attempt<T>(
    emailKey: string,
    address: string | undefined,
    verify: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    if (!this.gate) return verify();
    const one = await this.gate.enter(networkKeys(address), accountHash(emailKey));
    let outcome: Outcome = 'unknown';
    try {
      const result = await verify();
      outcome = result === undefined ? 'wrong' : 'right';
      return result;
    } finally {
      this.gate.leave(one, outcome);
    }
  }
}

/** As long for every e-mail, and no e-mail gets into the log. */
const accountHash = (emailKey: string): string =>
  createHash('sha256').update(emailKey).digest('base64url').slice(0, 16);
