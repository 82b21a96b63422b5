import type { Text } from './text.js';

/** What sort of refusal it is; the one error filter turns it into an HTTP status. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'unsupported'
  | 'throttled'
  | 'unavailable';

/**
 * What a refusal says: sentences for people (`result`, `detail`, or lists of messages by field name), and data for
 * programs, which is never a bare string: a sentence in one language does not compile.
 */
export type ErrorBody = Readonly<Record<string, Text | readonly Text[] | number | Readonly<Record<string, unknown>>>>;

/** A refusal that a client is meant to understand. `code` never changes; the sentences of `body` may be reworded. */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    readonly body: ErrorBody,
    readonly retryAfterSeconds?: number,
  ) {
    // A refusal is an answer and no fault: nobody reads its stack, and collecting one takes longer than refusing.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(code);
    Error.stackTraceLimit = limit;
  }
}

export const hasCode = (error: unknown, code: string): error is DomainError =>
  error instanceof DomainError && error.code === code;
