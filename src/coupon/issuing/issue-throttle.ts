import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { LiveCounters, UNATTRIBUTED } from '../live/live-counters.js';
import { countThrottled } from './issue-metrics.js';
import type { Allowance } from '../../platform/throttle/allowance.js';
import { Quota } from '../../platform/throttle/quota.js';

/**
 * Limits the presses of one member in this process. Every press that reaches `IssueService.admit` counts, also one that is refused
 * afterwards. Presses that are refused earlier do not count, for example because too many wait (`StandingQueue`).
 */
@Injectable()
export class IssueThrottle {
  private readonly quota: Quota;

  constructor(
    { limits }: Settings,
    private readonly live: LiveCounters,
  ) {
    this.quota = new Quota('issue.throttled', limits.issue);
  }

  /** @returns undefined without a limit. @throws DomainError `THROTTLED` */
  async consume(userId: number, requestId: string): Promise<Allowance | undefined> {
    try {
      return await this.quota.consume(`user:${userId}`, requestId);
    } catch (error) {
      countThrottled(this.live.of(UNATTRIBUTED));
      throw error;
    }
  }
}
