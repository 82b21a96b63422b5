import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { Transactions } from '../../platform/database/transactions.js';
import { GROUP_FACTORS, networkKeys } from '../../platform/throttle/address-key.js';
import type { Allowance } from '../../platform/throttle/allowance.js';
import { inPostgres } from '../../platform/throttle/in-postgres.js';
import { Quota } from '../../platform/throttle/quota.js';

/**
 * Limits the signup requests of an address, including rejected ones: each can cost a password hash, and the response
 * reveals whether an e-mail is taken. An IPv6 address counts as its /64, as in `LoginThrottle`; its /56 may send twice as many
 * requests, and its /48 four times. On PostgreSQL all processes share the counts.
 */
@Injectable()
export class SignupThrottle {
  /** In the order of `networkKeys`. */
  private readonly quotas: readonly Quota[];

  constructor({ limits, database }: Settings, transactions: Transactions) {
    const counting = database.kind === 'postgres' ? inPostgres(transactions, 'signup') : undefined;
    this.quotas = GROUP_FACTORS.map((factor) => {
      const limit = limits.signup && { ...limits.signup, points: limits.signup.points * factor };
      return new Quota('signup.throttled', limit, counting);
    });
  }

  /**
   * Counts a request in each network of the client, the smallest first. Those that a smaller network refuses do not count in a larger
   * one, so one client cannot use up what the others of its /48 may send. Once this process has refused a request of a network, further
   * requests from there count in none until the window ends, so a client that changes its /64 does not reach the database.
   * @param address the client's IP address
   * @param requestId for the log
   * @returns the allowance with the fewest requests left; undefined without a limit
   * @throws DomainError `THROTTLED`
   */
  async consume(address: string | undefined, requestId: string): Promise<Allowance | undefined> {
    const networks = networkKeys(address);
    networks.forEach((network, level) => this.quotas[level]!.requireNotRefused(network));
    let least: Allowance | undefined;
    for (const [level, network] of networks.entries()) {
      const allowance = await this.quotas[level]!.consume(network, requestId);
      if (!least || (allowance && allowance.remaining < least.remaining)) least = allowance;
    }
    return least;
  }
}
