import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathOf } from './plain-get.js';
import { RequestQueue } from './request-queue.js';

const LOGIN_PATHS = /^\/(?:account\/(?:login|signup)|login-page|signup-page|password-page)\/?$/i;
const UNLIMITED = /^\/(?:healthz|readyz)\/?$/i;

/** Most requests of each kind that wait or are under way in Express: about a second of work on one core, by estimate. */
const VISITORS = 256;
const LOGINS = 128;
const OPERATORS = 64;
/** As good as no limit: files only take their turn. */
const FILES = 4_096;

/**
 * The requests that Express answers: a queue for each kind, so that none keeps out another, and none slows down the fast
 * paths. Health checks do not wait.
 */
export class ExpressQueues {
  private readonly visitors = new RequestQueue(VISITORS);
  private readonly logins = new RequestQueue(LOGINS);
  private readonly operators = new RequestQueue(OPERATORS);
  private readonly files = new RequestQueue(FILES);

  /** @param isSignedIn whether the request's cookie is one that we signed: strangers do not take operators' places */
  constructor(private readonly isSignedIn: (request: IncomingMessage) => boolean) {}

  /** @returns false when too many are inside; otherwise `start` is called in its turn */
  enter(request: IncomingMessage, response: ServerResponse, start: () => void): boolean {
    const path = pathOf(request);
    if (UNLIMITED.test(path)) {
      start();
      return true;
    }
    return this.queueFor(path, request).enter(request, response, start);
  }

  private queueFor(path: string, request: IncomingMessage): RequestQueue {
    if (path.startsWith('/static/') || path.startsWith('/admin/assets/')) return this.files;
    if (/^\/admin(?:\/|$)/i.test(path) && this.isSignedIn(request)) return this.operators;
    return request.method === 'POST' && LOGIN_PATHS.test(path) ? this.logins : this.visitors;
  }
}
