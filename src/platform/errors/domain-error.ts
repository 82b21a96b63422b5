import type { Text } from './text.js';

/** The kind of a refusal. The error filter maps the kind to an HTTP status. */
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
 * The content of a refusal: messages for people (`result`, `detail`, or lists of messages by field name), and data for
 * programs. A bare string does not compile, so that every message exists in both languages.
 */
export type ErrorBody = Readonly<Record<string, Text | readonly Text[] | number | Readonly<Record<string, unknown>>>>;

/** A refusal that is sent to the client. `code` is part of the API and stable; the messages in `body` may be reworded. */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    readonly body: ErrorBody,
    readonly retryAfterSeconds?: number,
  ) {
    // A refusal is an expected result, so its stack is never logged. Collecting a stack would cost more than the refusal.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(code);
    Error.stackTraceLimit = limit;
  }
}

/** A refusal without parameters. It exists once for all requests, so its response can be prepared. */
export class FixedRefusal extends DomainError {}

export const hasCode = (error: unknown, code: string): error is DomainError =>
  error instanceof DomainError && error.code === code;
