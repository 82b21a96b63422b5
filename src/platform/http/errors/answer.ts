import type { ErrorKind } from '../../errors/domain-error.js';

/** What the client is told: a status, a JSON body with `code`, perhaps headers. */
export type Answer = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** 403 for "not logged in" as well: Django REST framework answers so when sessions are the only credentials. */
export const STATUS_OF: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 403,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  throttled: 429,
  unavailable: 503,
};
