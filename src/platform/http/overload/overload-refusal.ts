import type { Express } from 'express';
import type { IncomingMessage } from 'node:http';
import { overloaded } from '../../errors/overloaded.js';
import { errorAnswer } from '../errors/error-answer.js';
import { errorPage } from '../pages/error-page.js';
import type { FastPathReply } from '../fast-path/fast-path-reply.js';
import { wantsPage } from '../pages/wants-page.js';

/** Answers requests that no queue accepts with 503, without Express. The page is rendered once, as it is always the same. */
export class OverloadRefusal {
  private page: Promise<Buffer> | undefined;

  constructor(private readonly app: Express) {}

  send(request: IncomingMessage, reply: FastPathReply): void {
    const refusal = overloaded();
    if (!wantsPage(request)) return reply.error(refusal);
    this.page ??= this.render();
    this.page.then(
      (html) => {
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

  private render(): Promise<Buffer> {
    const { status, body } = errorAnswer(overloaded())!;
    return new Promise((resolve, reject) => {
      this.app.render('error', errorPage(status, body), (error, html) =>
        error ? reject(error) : resolve(Buffer.from(html)),
      );
    });
  }
}
