import type { Response } from 'express';
import type { Allowance } from '../throttle/allowance.js';

/** The headers that tell a client its limit. Names and meaning as in draft-ietf-httpapi-ratelimit-headers-06. */
export const rateLimitHeaders = ({ limit, remaining, seconds }: Allowance): Readonly<Record<string, string>> => ({
  'RateLimit-Limit': String(limit),
  'RateLimit-Remaining': String(remaining),
  'RateLimit-Reset': String(seconds),
});

/** Adds the headers to a response of Express, also if it becomes a refusal. @param allowance undefined: there is no limit */
export function setRateLimit(response: Response, allowance: Allowance | undefined): void {
  if (allowance) response.set(rateLimitHeaders(allowance));
}
