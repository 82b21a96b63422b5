import type { IncomingMessage } from 'node:http';
import type { CachedJson } from '../../cache/cached-json.js';
import { cachedJsonReply } from '../cached-json-reply.js';
import { wantsPage } from '../pages/wants-page.js';
import type { FastPathReply } from './fast-path-reply.js';
import type { FastPath } from './fast-path.js';
import { isPlainGet, pathOf } from './plain-get.js';

/** Answers GET and HEAD with JSON that is the same for every client. */
export abstract class CachedJsonFastPath implements FastPath {
  matches(request: IncomingMessage): boolean {
    return isPlainGet(request) && this.find(pathOf(request)) !== undefined;
  }

  serve(request: IncomingMessage, reply: FastPathReply): void {
    this.find(pathOf(request))!().then(
      (json) => {
        const { status, headers, body } = cachedJsonReply(request, json);
        reply.send(status, headers, body);
      },
      (error: unknown) => {
        // Browsers get the page of the error filter.
        if (wantsPage(request)) reply.leaveToExpress();
        else reply.error(error);
      },
    );
  }

  /** @returns a function that loads the JSON of this path; undefined if this fast path does not answer the path */
  protected abstract find(path: string): (() => Promise<CachedJson>) | undefined;
}
