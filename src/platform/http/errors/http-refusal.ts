import type { ErrorBody } from '../../errors/domain-error.js';

/** A refusal with a status that no kind of `DomainError` has. */
export class HttpRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly body: ErrorBody,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code);
  }
}
