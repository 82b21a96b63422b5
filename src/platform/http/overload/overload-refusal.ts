import type { Express } from 'express';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { overloaded } from '../../errors/overloaded.js';
import { errorAnswer } from '../errors/error-answer.js';
import { errorPage } from '../pages/error-page.js';
import type { FastPathReply } from '../fast-path/fast-path-reply.js';
import { wantsPage } from '../pages/wants-page.js';

const NOTHING = Buffer.alloc(0);

/** Answers requests that no queue accepts with 503, without Express. The page is rendered once: only the request's id differs. */
export class OverloadRefusal {
  private page: Promise<readonly Buffer[]> | undefined;

  constructor(private readonly app: Express) {}

  send(request: IncomingMessage, reply: FastPathReply): void {
    if (!wantsPage(request)) return reply.overloaded();
    const refusal = overloaded();
    this.page ??= this.render();
    this.page.then(
      ([head = NOTHING, tail = NOTHING]) => {
        const html = Buffer.concat([head, Buffer.from(reply.requestId), tail]);
        const { status, headers } = errorAnswer(refusal)!;
        const described = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': html.length };
        reply.send(status, { ...described, 'Cache-Control': 'no-store', ...headers }, html);
      },
      (error: unknown) => {
        this.page = undefined;
        reply.error(error);
      },
    );
  }

  /** @returns what the page has before and after the id of the request */
  private render(): Promise<readonly Buffer[]> {
    const placeholder = randomUUID();
    const { status, body } = errorAnswer(overloaded(), 'ko', placeholder)!;
    return new Promise((resolve, reject) => {
      this.app.render('error', errorPage(status, body), (error, html) =>
        error ? reject(error) : resolve(html.split(placeholder).map((part) => Buffer.from(part))),
      );
    });
  }
}
