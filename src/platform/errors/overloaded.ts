import { DomainError } from './domain-error.js';
import { text } from './text.js';

const TOO_MANY_REQUESTS = text(
  '지금은 요청이 너무 많습니다. 잠시 후 다시 시도해 주세요.',
  'There are too many requests right now. Please try again in a moment.',
);

/** Too many requests wait. The request was not processed, so the client may safely repeat it. */
export const overloaded = (detail = TOO_MANY_REQUESTS, retryAfterSeconds = 2): DomainError =>
  new DomainError('OVERLOADED', 'unavailable', { detail }, retryAfterSeconds);
