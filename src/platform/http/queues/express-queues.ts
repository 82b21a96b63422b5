import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathOf } from '../fast-path/plain-get.js';
import type { QueueName } from '../routes/route.decorators.js';
import { RequestQueue } from './request-queue.js';

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

/** Which paths have a queue of their own. */
export type QueuedPaths = {
  /** Of files that exist. A request for another file takes as long as a page, and a place of visitors. */
  readonly files: ReadonlySet<string>;
  /** Of POST requests: in lower case, without a slash at the end. */
  readonly posts: ReadonlyMap<string, QueueName | undefined>;
  /** Of the operators' panel, and of everything below it. */
  readonly panel: string;
};

/** What the queues must know about the client of a request. */
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

  constructor(
    private readonly clients: Clients,
    private readonly paths: QueuedPaths,
  ) {}

  /** Calls `start` in its turn, or `refuse` when too many are inside. */
  enter(request: IncomingMessage, response: ServerResponse, start: () => void, refuse: () => void): void {
    const join = (queue: RequestQueue, networks?: readonly string[]): void => {
      if (!queue.enter(request, response, start, networks)) refuse();
    };
    const path = pathOf(request);
    if (this.paths.files.has(path)) return join(this.fileReads);
    const networks = this.clients.networks(request);
    if (!this.isOfPanel(path)) return join(this.queueFor(request.method, path), networks);
    void this.clients.isOperator(request).then((isOperator) => {
      // Of a connection that broke meanwhile, the queue would never hear the end.
      if (response.destroyed) return;
      if (isOperator) join(this.operators);
      else join(this.visitors, networks);
    });
  }

  private isOfPanel(path: string): boolean {
    const { panel } = this.paths;
    return `${path}/`.toLowerCase().startsWith(`${panel}/`);
  }

  private queueFor(method: string | undefined, path: string): RequestQueue {
    const name = method === 'POST' ? this.paths.posts.get(path.toLowerCase().replace(/\/$/, '')) : undefined;
    return name ? this[name] : this.visitors;
  }
}
