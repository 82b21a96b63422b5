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
 * A refusal that a client is meant to understand. `code` is the stable machine word and never changes;
 * `body` holds the fields for people (`result`, `detail`, or messages by field name), each a `Text` or a list of them, and
 * may be reworded.
 */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    readonly body: Readonly<Record<string, unknown>>,
    readonly retryAfterSeconds?: number,
  ) {
    // A refusal is an answer and no fault: nobody reads its stack, and collecting one takes longer than refusing.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(code);
    Error.stackTraceLimit = limit;
  }
}
