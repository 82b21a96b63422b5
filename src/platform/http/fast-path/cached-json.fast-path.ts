import type { IncomingMessage } from 'node:http';
import type { CachedJson } from '../../cache/cached-json.js';
import { cachedJsonReply } from '../cached-json-reply.js';
import { wantsPage } from '../pages/wants-page.js';
import type { FastPathReply } from './fast-path-reply.js';
import type { FastPath } from './fast-path.js';
import { isPlainGet, pathOf } from './plain-get.js';

/** GET and HEAD of JSON that every client gets alike. */
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
        // The error filter shows a page to browsers.
        if (wantsPage(request)) reply.leaveToExpress();
        else reply.error(error);
      },
    );
  }

  /** @returns how to load the JSON of this path, or undefined when the path belongs to another handler */
  protected abstract find(path: string): (() => Promise<CachedJson>) | undefined;
}
