import type { IncomingMessage } from 'node:http';
import type { FastPath } from './fast-path.adapter.js';
import type { FastPathReply } from './fast-path-reply.js';
import { isPlainGet, pathOf } from './plain-get.js';
import { sharedReply, type SharedAnswer } from '../shared-answer.js';
import { wantsPage } from '../pages/wants-page.js';

/** GET for answers that everybody gets alike. */
export class SharedAnswerFastPath implements FastPath {
  /** @param find how to come by the answer for a path, or undefined for a path of somebody else */
  constructor(private readonly find: (path: string) => (() => Promise<SharedAnswer>) | undefined) {}

  takes(request: IncomingMessage): boolean {
    return isPlainGet(request) && this.find(pathOf(request)) !== undefined;
  }

  serve(request: IncomingMessage, reply: FastPathReply): void {
    this.find(pathOf(request))!().then(
      (answer) => {
        const { status, headers, body } = sharedReply(request, answer);
        reply.send(status, headers, body);
      },
      (error: unknown) => {
        // The error filter decides whether this client is shown a page.
        if (wantsPage(request)) reply.leaveToExpress();
        else reply.error(error);
      },
    );
  }
}
