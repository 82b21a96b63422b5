import { DomainError } from './domain-error.js';
import { text } from './text.js';

const TOO_MANY_REQUESTS = text(
  '지금은 요청이 너무 많습니다. 잠시 후 다시 시도해 주세요.',
  'There are too many requests right now. Please try again in a moment.',
);

/** One to three, at random: clients that are refused together do not come again together. */
export const someSeconds = (): number => 1 + Math.floor(3 * Math.random());

/** Too many requests wait. The request was not processed, so the client may safely repeat it. */
export const overloaded = (detail = TOO_MANY_REQUESTS, retryAfterSeconds = someSeconds()): DomainError =>
  new DomainError('OVERLOADED', 'unavailable', { detail }, retryAfterSeconds);
