import { DomainError } from './domain-error.js';
import { text } from './text.js';

const DETAIL = text(
  '지금은 처리할 수 없습니다. 잠시 후 다시 시도해 주세요.',
  'The service is not available right now. Please try again in a moment.',
);

/**
 * The service's own names for the causes of a database failure: those of `DatabaseFailure`; `unreplicated`: the wait for a
 * standby was cancelled; and `other`: an error that `DatabaseFailure` has no name for, where a member can only try again.
 */
export const OUTAGE_KINDS = ['busy', 'conflict', 'lost', 'timeout', 'full', 'unreplicated', 'other'] as const;

/** The cause of a database failure. `driverCode` is the driver's error code. */
export type Outage = { readonly kind: (typeof OUTAGE_KINDS)[number]; readonly driverCode: string };

/**
 * The request failed with an *unknown* outcome, for example after a timeout of COMMIT. A member can safely repeat the
 * request and gets the same result. An operator's change may be made twice unless it has a request key, so the panel uses
 * its own messages (`changeUnknown`, `keyedChangeUnknown`).
 */
export const unavailable = (cause?: Outage, detail = DETAIL): DomainError & { readonly cause?: unknown } =>
  Object.assign(new DomainError('UNAVAILABLE', 'unavailable', { detail }, 1), { cause });
