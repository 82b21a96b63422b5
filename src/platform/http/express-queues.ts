import type { IncomingMessage, ServerResponse } from 'node:http';
import { networkKeys } from '../throttle/address-key.js';
import { pathOf } from './plain-get.js';
import { RequestQueue } from './request-queue.js';

const LOGIN_PATHS = /^\/(?:account\/(?:login|signup)|login-page|signup-page|password-page)\/?$/i;
const PANEL = /^\/admin(?:\/|$)/i;
const UNLIMITED = /^\/(?:healthz|readyz)\/?$/i;

/** Most requests of each kind that wait or are under way in Express: about a second of work on one core, by estimate. */
const VISITORS = 256;
/** One address alone has half of them. */
const LOGINS = 256;
const OPERATORS = 64;
/** As good as no limit: files only take their turn. */
const FILES = 4_096;

/** What the queues have to know about who sent a request. */
export type Clients = {
  readonly address: (request: IncomingMessage) => string | undefined;
  /** Never rejects: a client that cannot be looked up is none. */
  readonly isOperator: (request: IncomingMessage) => Promise<boolean>;
};

/**
 * The requests that Express answers: a queue for each kind, so that none keeps out another, and none slows down the fast
 * paths. Health checks do not wait.
 */
export class ExpressQueues {
  private readonly visitors = new RequestQueue(VISITORS);
  private readonly logins = new RequestQueue(LOGINS);
  private readonly operators = new RequestQueue(OPERATORS);
  private readonly files = new RequestQueue(FILES);

  /** Strangers and members take no places of operators, and no address takes all places of logins. */
  constructor(private readonly clients: Clients) {}

  /** Calls `start` in its turn, or `refuse` when too many are inside. */
  enter(request: IncomingMessage, response: ServerResponse, start: () => void, refuse: () => void): void {
    const path = pathOf(request);
    if (UNLIMITED.test(path)) return start();
    const join = (queue: RequestQueue, networks?: readonly string[]): void => {
      if (!queue.enter(request, response, start, networks)) refuse();
    };
    if (path.startsWith('/static/') || path.startsWith('/admin/assets/')) return join(this.files);
    if (PANEL.test(path)) {
      void this.clients.isOperator(request).then((isOperator) => {
        // Of a connection that broke meanwhile, the queue would never hear the end.
        if (!response.destroyed) join(isOperator ? this.operators : this.visitors);
      });
    } else if (request.method === 'POST' && LOGIN_PATHS.test(path)) {
      join(this.logins, networkKeys(this.clients.address(request)));
    } else join(this.visitors);
  }
}
