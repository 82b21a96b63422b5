import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { Quota } from '../../platform/throttle/quota.js';

/** Limits the presses of one member. Every press counts, also a refused one. */
@Injectable()
export class IssueThrottle {
  private readonly quota: Quota;

  constructor({ limits }: Settings) {
    this.quota = new Quota('issue.throttled', limits.issue);
  }

  /** @throws DomainError `THROTTLED` */
  consume(userId: number): Promise<void> {
    return this.quota.consume(`user:${userId}`);
  }
}
