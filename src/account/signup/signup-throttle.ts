import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { addressKey } from '../../platform/throttle/address-key.js';
import { Quota } from '../../platform/throttle/quota.js';

/**
 * Limits the signup requests of an address, including rejected ones: each can cost a password hash, and the response
 * reveals whether an e-mail is taken.
 */
@Injectable()
export class SignupThrottle {
  private readonly quota: Quota;

  constructor({ limits }: Settings) {
    this.quota = new Quota('signup.throttled', limits.signup);
  }

  /** Counts a request. @param address the client's IP address. @throws DomainError `THROTTLED` */
  consume(address: string | undefined): Promise<void> {
    return this.quota.consume(addressKey(address));
  }
}
