import { Logger } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { Allowance } from '../../throttle/allowance.js';
import { FixedRefusal } from '../../errors/domain-error.js';
import { overloaded, someSeconds } from '../../errors/overloaded.js';
import { STATUS_OF } from '../errors/answer.js';
import { answerOrFault } from '../errors/error-answer.js';
import { fixedBody } from '../errors/fixed-body.js';
import { rateLimitHeaders } from '../rate-limit-headers.js';
import { REQUEST_ID } from '../request-id.js';

type Headers = Readonly<Record<string, string | number>>;

const logger = new Logger('FastPath');

const OVERLOADED = overloaded();

/** Sends the response of a fast path, with the headers that every response of the service has. */
export class FastPathReply {
  private limitHeaders: Headers = {};

  /** @param sharedHeaders alternating names and values, as `writeHead` accepts them. Node then builds no object of headers */
  constructor(
    private readonly response: ServerResponse,
    readonly requestId: string,
    private readonly sharedHeaders: readonly string[],
    /** Lets Express answer instead. To be called before anything was sent and before the body was read. */
    readonly leaveToExpress: () => void,
  ) {}

  /** Tells the client its limit, also if the response becomes a refusal. @param allowance undefined: there is no limit */
  setRateLimit(allowance: Allowance | undefined): void {
    if (allowance) this.limitHeaders = rateLimitHeaders(allowance);
  }

  json(status: number, body: unknown, headers: Headers = {}): void {
    const text = JSON.stringify(body);
    const length = Buffer.byteLength(text);
    const described = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': length };
    // Node joins a text body with the head and encodes both together. That is fast for ASCII only, so other bodies are sent as
    // bytes.
    const ready = length === text.length ? text : Buffer.from(text);
    this.send(status, { ...described, 'Cache-Control': 'no-store', ...headers }, ready);
  }

  /** Sends the JSON response that the error filter would send. */
  error(error: unknown): void {
    if (error instanceof FixedRefusal) return this.fixed(STATUS_OF[error.kind], fixedBody(error, this.requestId));
    const { status, body, headers } = answerOrFault(error, logger, { id: this.requestId, where: this.where() });
    this.json(status, body, headers);
  }

  /** Sends what `error(overloaded())` sends, at a small part of its cost. */
  overloaded(): void {
    this.fixed(503, fixedBody(OVERLOADED, this.requestId), { 'Retry-After': someSeconds() });
  }

  private fixed(status: number, body: string, headers: Headers = {}): void {
    const described = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length };
    this.send(status, { ...described, 'Cache-Control': 'no-store', ...headers }, body, 'latin1');
  }

  send(status: number, headers: Headers, body?: string | Buffer, encoding: BufferEncoding = 'utf8'): void {
    const list = this.sharedHeaders.slice();
    list.push(REQUEST_ID, this.requestId);
    for (const name in this.limitHeaders) list.push(name, String(this.limitHeaders[name]));
    for (const name in headers) list.push(name, String(headers[name]));
    this.response.writeHead(status, list);
    this.response.end(body, encoding);
  }

  /** The request for the log. */
  private where(): string {
    const { method, url = '' } = this.response.req;
    return `${method} ${url.split('?', 1)[0]}`;
  }
}
