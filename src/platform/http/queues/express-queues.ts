import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathOf } from '../fast-path/plain-get.js';
import { RequestQueue } from './request-queue.js';

const LOGIN_PATHS = /^\/(?:account\/(?:login|signup)|login-page|signup-page|password-page)\/?$/i;
const PANEL = /^\/admin(?:\/|$)/i;
/** Presses that the fast lane does not take: those of forms, and JSON of unusual requests. */
const PRESS_PATHS = /^\/(?:event|couponuser)\/?$/i;

/**
 * Most requests of each kind that wait or are under way in Express: about a second of work on one core, by estimate. One
 * address alone has half of those of visitors.
 */
const VISITORS = 256;
const PRESSES = 256;
const LOGINS = 256;
const OPERATORS = 64;
/** As good as no limit: files, which take little time, only take their turn. */
const FILES = 4_096;

/** What the queues have to know about who sent a request. */
export type Clients = {
  /** As `networkKeys` gives them. */
  readonly networks: (request: IncomingMessage) => readonly string[];
  /** Never rejects: a client that cannot be looked up is none. */
  readonly isOperator: (request: IncomingMessage) => Promise<boolean>;
};

/**
 * The requests that Express answers: a queue for each kind, so that none keeps out another, and none slows down the fast
 * paths. Strangers and members take no places of operators, and no address takes all places of a queue.
 */
export class ExpressQueues {
  private readonly visitors = new RequestQueue(VISITORS);
  private readonly presses = new RequestQueue(PRESSES);
  private readonly logins = new RequestQueue(LOGINS);
  private readonly operators = new RequestQueue(OPERATORS);
  private readonly fileReads = new RequestQueue(FILES);

  /** @param files the paths of files that there are. Asking for others takes as long as a page, and a visitor's place. */
  constructor(
    private readonly clients: Clients,
    private readonly files: ReadonlySet<string>,
  ) {}

  /** Calls `start` in its turn, or `refuse` when too many are inside. */
  enter(request: IncomingMessage, response: ServerResponse, start: () => void, refuse: () => void): void {
    const join = (queue: RequestQueue, networks?: readonly string[]): void => {
      if (!queue.enter(request, response, start, networks)) refuse();
    };
    const path = pathOf(request);
    if (this.files.has(path)) return join(this.fileReads);
    const networks = this.clients.networks(request);
    if (!PANEL.test(path)) return join(this.queueFor(request.method, path), networks);
    void this.clients.isOperator(request).then((isOperator) => {
      // Of a connection that broke meanwhile, the queue would never hear the end.
      if (response.destroyed) return;
      if (isOperator) join(this.operators);
      else join(this.visitors, networks);
    });
  }

  private queueFor(method: string | undefined, path: string): RequestQueue {
    if (method !== 'POST') return this.visitors;
    if (LOGIN_PATHS.test(path)) return this.logins;
    return PRESS_PATHS.test(path) ? this.presses : this.visitors;
  }
}
