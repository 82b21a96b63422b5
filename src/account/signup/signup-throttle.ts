import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { addressKey } from '../../platform/throttle/address-key.js';
import { Quota } from '../../platform/throttle/quota.js';

/** How many sign-ups one address may send, good and bad: each costs a hash, and tells whether an e-mail is taken. */
@Injectable()
export class SignupThrottle {
  private readonly quota: Quota;

  constructor({ limits }: Settings) {
    this.quota = new Quota('signup.throttled', limits.signup);
  }

  /** @throws DomainError `THROTTLED` */
  take(address: string | undefined): Promise<void> {
    return this.quota.take(addressKey(address));
  }
}
