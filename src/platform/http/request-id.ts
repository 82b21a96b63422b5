import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The header with a request's id: nginx sends it with each request, and every response has it. */
export const REQUEST_ID = 'X-Request-Id';

/** No other id is accepted, because ids are written into the log and into pages. */
const FORMAT = /^[A-Za-z0-9_-]{8,64}$/;

/** The header in the bytes of a request. */
const LINE = /^x-request-id: *([^\r\n]*)\r$/im;

/** With so many digits, the ids of a process have the same length until it has served nine thousand million requests. */
const FIRST_COUNT = 1_000_000_000;

/**
 * The ids under which a request is found in nginx's log, in the service's log and in the response. The service's own ids are
 * unique but not secret: a random prefix for each process, and a count. Random ids would cost more.
 */
export class RequestIds {
  private readonly prefix = `${randomBytes(6).toString('hex')}-`;
  private count = FIRST_COUNT;

  /** @param trusted whether a proxy in front sets the header, and clients cannot */
  constructor(private readonly trusted: boolean) {}

  /** @returns the proxy's id, else a new one */
  of({ headers }: IncomingMessage): string {
    return this.trusted ? this.accepted(headers['x-request-id']) : this.next();
  }

  /** As `of`, for a request that could not be read. @param bytes what has arrived of it */
  ofUnreadable(bytes: Buffer | undefined): string {
    return this.trusted ? this.accepted(LINE.exec(bytes?.toString('latin1') ?? '')?.[1]) : this.next();
  }

  private accepted(given: string | readonly string[] | undefined): string {
    return typeof given === 'string' && FORMAT.test(given) ? given : this.next();
  }

  private next(): string {
    return this.prefix + this.count++;
  }
}

/** The id of a request in Express. `FastPathAdapter` has set it before. */
export const requestIdOf = (response: ServerResponse): string => String(response.getHeader(REQUEST_ID));
