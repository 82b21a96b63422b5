import { Logger } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { RateLimit } from '../config/rate-limit.js';
import { FirstInWindow } from './first-in-window.js';
import { secondsLeft, throttled } from './throttled.js';

/** Limits the requests of each key in a window, whatever their result. Logs the first refusal of each key and window. */
export class Quota {
  private readonly logger = new Logger(Quota.name);
  private readonly limiter: RateLimiterAbstract | undefined;
  private readonly logged = new FirstInWindow();

  /**
   * @param event name in the log
   * @param limit undefined: no limit
   * @param counting where requests are counted
   */
  constructor(
    private readonly event: string,
    limit: RateLimit | undefined,
    counting: (limit: RateLimit) => RateLimiterAbstract = inMemory,
  ) {
    this.limiter = limit && counting(limit);
  }

  /**
   * Counts a request.
   * @param key is logged unchanged, so it must not contain text from a client
   * @throws DomainError `THROTTLED` with the seconds until the window ends
   */
  async consume(key: string): Promise<void> {
    try {
      await this.limiter?.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      if (this.logged.isFirst(key, refusal.msBeforeNext)) this.logger.warn(`${this.event} by=${key}`);
      throw throttled(secondsLeft(refusal));
    }
  }
}

/** Counts the requests of one process. */
export const inMemory = ({ points, seconds }: RateLimit): RateLimiterAbstract =>
  new RateLimiterMemory({ points, duration: seconds });
