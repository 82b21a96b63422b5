import { Logger } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { answerOrFault } from '../errors/error-answer.js';

type Headers = Readonly<Record<string, string | number>>;

const logger = new Logger('FastLane');

/** How a fast lane answers: once, with the headers that every answer of this service has. */
export class FastPathReply {
  /** @param everywhere names and values in turn, as `writeHead` takes them: that spares Node a table for each answer */
  constructor(
    private readonly response: ServerResponse,
    private readonly everywhere: readonly string[],
    /** Lets Express answer instead; only before anything is sent, and when the body was not read. */
    readonly leaveToExpress: () => void,
  ) {}

  json(status: number, body: unknown, headers: Headers = {}): void {
    const text = JSON.stringify(body);
    const length = Buffer.byteLength(text);
    const described = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': length };
    // ASCII goes as text, which Node joins to the head; anything else as bytes, or the whole head would be encoded anew.
    const ready = length === text.length ? text : Buffer.from(text);
    this.send(status, { ...described, 'Cache-Control': 'no-store', ...headers }, ready);
  }

  /** The same answer to an error as the error filter gives. */
  error(error: unknown): void {
    const { status, body, headers } = answerOrFault(error, logger, this.where());
    this.json(status, body, headers);
  }

  send(status: number, headers: Headers, body?: string | Buffer, encoding: BufferEncoding = 'utf8'): void {
    const list = this.everywhere.slice();
    for (const name in headers) list.push(name, String(headers[name]));
    this.response.writeHead(status, list);
    this.response.end(body, encoding);
  }

  /** The request as the log names it: never its query, which may hold what is nobody's business. */
  private where(): string {
    const { method, url = '' } = this.response.req;
    return `${method} ${url.split('?', 1)[0]}`;
  }
}
