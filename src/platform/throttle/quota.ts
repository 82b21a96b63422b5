import { Logger } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { RateLimit } from '../config/rate-limit.js';
import type { Allowance } from './allowance.js';
import { FirstInWindow } from './first-in-window.js';
import { secondsLeft, throttled } from './throttled.js';

/** Limits the requests of each key in a window, whatever their result. Logs the first refusal of each key and window. */
export class Quota {
  private readonly logger = new Logger(Quota.name);
  private readonly limiter: RateLimiterAbstract | undefined;
  private readonly refused = new FirstInWindow();

  /**
   * @param event name in the log
   * @param limit undefined: no limit
   * @param counting where requests are counted
   */
  constructor(
    private readonly event: string,
    private readonly limit: RateLimit | undefined,
    counting: (limit: RateLimit) => RateLimiterAbstract = inMemory,
  ) {
    this.limiter = limit && counting(limit);
  }

  /**
   * Counts a request.
   * @param key is logged unchanged, so it must not contain text from a client
   * @param requestId for the log
   * @returns undefined without a limit
   * @throws DomainError `THROTTLED` with the seconds until the window ends
   */
  async consume(key: string, requestId: string): Promise<Allowance | undefined> {
    if (!this.limiter || !this.limit) return undefined;
    const limit = this.limit.points;
    try {
      const counted = await this.limiter.consume(key);
      return { limit, remaining: counted.remainingPoints, seconds: secondsLeft(counted) };
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      if (this.refused.isFirst(key, refusal.msBeforeNext))
        this.logger.warn(`${this.event} by=${key}`, { request_id: requestId });
      throw throttled(secondsLeft(refusal), limit);
    }
  }

  /**
   * Counts nothing, so it needs no database.
   * @throws DomainError `THROTTLED` if this process has refused the key in its current window
   */
  requireNotRefused(key: string): void {
    const msBeforeNext = this.refused.remainingMs(key);
    if (this.limit && msBeforeNext > 0) throw throttled(secondsLeft({ msBeforeNext }), this.limit.points);
  }
}

/** Counts the requests of one process. */
export const inMemory = ({ points, seconds }: RateLimit): RateLimiterAbstract =>
  new RateLimiterMemory({ points, duration: seconds });
