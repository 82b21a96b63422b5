import type { RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../errors/domain-error.js';
import { text } from '../errors/text.js';
import type { Allowance } from './allowance.js';

export type Throttled = DomainError & { readonly allowance: Allowance };

/** @param seconds until the client may try again. @param limit requests, or failures, in a window */
export const throttled = (seconds: number, limit: number): Throttled =>
  Object.assign(
    new DomainError(
      'THROTTLED',
      'throttled',
      {
        detail: text(
          `요청이 지연(throttled)되었습니다. ${seconds}초 후에 다시 시도해 주세요.`,
          `Request was throttled. Please try again in ${seconds} second${seconds === 1 ? '' : 's'}.`,
        ),
      },
      seconds,
    ),
    { allowance: { limit, remaining: 0, seconds } },
  );

/** @returns whole seconds until the window ends, at least one */
export const secondsLeft = ({ msBeforeNext }: Pick<RateLimiterRes, 'msBeforeNext'>): number =>
  Math.max(1, Math.ceil(msBeforeNext / 1000));
