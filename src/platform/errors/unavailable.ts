import { DomainError } from './domain-error.js';
import { text } from './text.js';

const DETAIL = text(
  '지금은 처리할 수 없습니다. 잠시 후 다시 시도해 주세요.',
  'The service is not available right now. Please try again in a moment.',
);

/** Why the database gave no answer: `kind` in our words, `driverCode` the driver's. */
export type Outage = { readonly kind: string; readonly driverCode: string };

/**
 * The answer could not be given, and whether the work was done is *unknown* (a time-out after COMMIT was sent,
 * say). Repeating a member's request is safe: it gives the same result. An operator's change may be made twice, unless
 * it has a key; the panel says instead which of the two holds (`changeUnknown`, `keyedChangeUnknown`).
 */
export const unavailable = (cause?: Outage, detail = DETAIL): DomainError & { readonly cause?: unknown } =>
  Object.assign(new DomainError('UNAVAILABLE', 'unavailable', { detail }, 1), { cause });
