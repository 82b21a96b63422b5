import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathOf } from '../fast-path/plain-get.js';
import type { QueueName } from '../routes/route.decorators.js';
import type { StandingQueue } from '../overload/standing-queue.js';
import { RequestQueue } from './request-queue.js';

/**
 * Maximum number of requests of each kind that wait or run in Express, about a second of work on one core (an estimate). One
 * address can hold half of a queue; of the queue of operators, one account.
 */
const VISITORS = 256;
const PRESSES = 256;
const LOGINS = 256;
export const OPERATORS = 64;
/** Practically no limit, because files take little time. They are queued so that one starts in each turn of the event loop. */
const FILES = 4_096;

/** The paths that have a queue of their own. */
export type QueuedPaths = {
  /** Paths of existing files. Requests for other files take as long as pages, so they use the queue of visitors. */
  readonly files: ReadonlySet<string>;
  /** Paths of POST requests, in lower case and without a trailing slash. */
  readonly posts: ReadonlyMap<string, QueueName | undefined>;
  /** The path of the operators' panel; paths below it are included. */
  readonly panel: string;
};

/** Looks up the client of a request. */
export type Clients = {
  /** @returns the networks of the client's address, as `networkKeys` returns them */
  readonly networks: (request: IncomingMessage) => readonly string[];
  /**
   * Never rejects. A client that cannot be looked up counts as a visitor.
   * @returns the keys of the operator's account and role for `ClientShares`; undefined if the client is no operator
   */
  readonly operator: (request: IncomingMessage) => Promise<readonly string[] | undefined>;
};

/**
 * The queues in front of Express, one for each kind of request, so that requests of one kind cannot block those of another. Each
 * queue starts one request in a turn of the event loop, so that fast paths are not delayed. Only operators use the queue of
 * operators. No account can fill it alone, nor can all accounts of a role, and no address can fill another queue alone.
 */
export class ExpressQueues {
  private readonly visitors = new RequestQueue(VISITORS);
  private readonly presses = new RequestQueue(PRESSES);
  private readonly logins = new RequestQueue(LOGINS);
  private readonly operators = new RequestQueue(OPERATORS);
  private readonly fileReads = new RequestQueue(FILES);

  /** @param pressQueue the queue that presses on the fast path pass, so that none overtakes them here */
  constructor(
    private readonly clients: Clients,
    private readonly paths: QueuedPaths,
    private readonly pressQueue: StandingQueue,
  ) {}

  /** Adds a request to its queue. Calls `start` when the request may begin, or `refuse` if the queue is full. */
  enter(request: IncomingMessage, response: ServerResponse, start: () => void, refuse: () => void): void {
    const join = (queue: RequestQueue, keys?: readonly string[]): void => {
      if (!queue.enter(request, response, start, keys)) refuse();
    };
    const path = pathOf(request);
    if (this.paths.files.has(path)) return join(this.fileReads);
    const networks = this.clients.networks(request);
    if (!this.isPanel(path)) {
      const queue = this.queueFor(request.method, path);
      if (queue !== this.presses) return join(queue, networks);
      return this.pressQueue.enter({ start: () => join(queue, networks), refuse, isGone: () => response.destroyed });
    }
    void this.clients.operator(request).then((operator) => {
      // If the connection closed meanwhile, there is no further `close` event that would remove the request from the queue.
      if (response.destroyed) return;
      if (operator) join(this.operators, operator);
      else join(this.visitors, networks);
    });
  }

  /** Whether the path is the panel's or below it. */
  isPanel(path: string): boolean {
    const { panel } = this.paths;
    return `${path}/`.toLowerCase().startsWith(`${panel}/`);
  }

  private queueFor(method: string | undefined, path: string): RequestQueue {
    const name = method === 'POST' ? this.paths.posts.get(path.toLowerCase().replace(/\/$/, '')) : undefined;
    return name ? this[name] : this.visitors;
  }
}
