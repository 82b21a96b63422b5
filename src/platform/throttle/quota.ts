import { Logger } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimit } from '../config/rate-limit.js';
import { FirstInWindow } from './first-in-window.js';
import { secondsLeft, throttled } from './throttled.js';

/** So many requests by one key in each window, whatever comes of them. The first refusal of each window is logged. */
export class Quota {
  private readonly logger = new Logger(Quota.name);
  private readonly limiter: RateLimiterMemory | undefined;
  private readonly logged = new FirstInWindow();

  /** @param event what the log calls it; @param limit undefined: no limit */
  constructor(
    private readonly event: string,
    limit: RateLimit | undefined,
  ) {
    this.limiter = limit && new RateLimiterMemory({ points: limit.points, duration: limit.seconds });
  }

  /** @param key goes to the log as it is, so it must not be text that a client chose. @throws DomainError `THROTTLED` */
  async take(key: string): Promise<void> {
    try {
      await this.limiter?.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      if (this.logged.isFirst(key, refusal.msBeforeNext)) this.logger.warn(`${this.event} by=${key}`);
      throw throttled(secondsLeft(refusal));
    }
  }
}
