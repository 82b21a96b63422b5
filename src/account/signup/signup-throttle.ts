import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { Transactions } from '../../platform/database/transactions.js';
import { addressKey } from '../../platform/throttle/address-key.js';
import type { Allowance } from '../../platform/throttle/allowance.js';
import { inPostgres } from '../../platform/throttle/in-postgres.js';
import { Quota } from '../../platform/throttle/quota.js';

/**
 * Limits the signup requests of an address, including rejected ones: each can cost a password hash, and the response
 * reveals whether an e-mail is taken. On PostgreSQL all processes share the counts.
 */
@Injectable()
export class SignupThrottle {
  private readonly quota: Quota;

  constructor({ limits, database }: Settings, transactions: Transactions) {
    const counting = database.kind === 'postgres' ? inPostgres(transactions, 'signup') : undefined;
    this.quota = new Quota('signup.throttled', limits.signup, counting);
  }

  /**
   * Counts a request.
   * @param address the client's IP address
   * @param requestId for the log
   * @returns undefined without a limit
   * @throws DomainError `THROTTLED`
   */
  consume(address: string | undefined, requestId: string): Promise<Allowance | undefined> {
    return this.quota.consume(addressKey(address), requestId);
  }
}
