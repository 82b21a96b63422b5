import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express } from 'express';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Connections } from '../connections.js';
import type { ExpressQueues } from '../queues/express-queues.js';
import type { ForwardingWarning } from '../forwarding-warning.js';
import type { FastPath } from './fast-path.js';
import { httpServer } from '../http-server.js';
import { FastPathReply } from './fast-path-reply.js';
import { PipelinedRequests } from './pipelined-requests.js';
import { crossOrigin } from '../errors/refusals.js';
import { OverloadRefusal } from '../overload/overload-refusal.js';
import { comesFromPlainHttp } from '../plain-origin.js';
import { REQUEST_ID, RequestIds, requestIdOf } from '../request-id.js';
import { overloadedRequests } from '../../metrics/refused-requests.js';
import { hasBody } from '../bodies/request-body.js';
import { closeUnlessRead } from '../bodies/unread-body.js';
import { refuseUnreadable } from '../errors/unreadable-request.js';

/**
 * Connections that the system accepts until this process takes them. With Node's 511, a crowd that connects in the same moment
 * would repeat its SYN after 1, 3 and 7 s. Linux limits the number by `net.core.somaxconn`, 4,096 unless it was changed.
 */
const BACKLOG = 4_096;

type SecurityHook = Parameters<ExpressAdapter['registerSecurityHook']>[0];

/**
 * Express, with fast paths in front of it. A request with a JSON body costs an empty Express application five times the CPU
 * time of `node:http`.
 *
 * A fast path skips no check. Nest's security hook (security headers, check of the origin) and the host check run here first.
 * A request that one of them refuses goes to Express, which refuses it in the usual way.
 */
export class FastPathAdapter extends ExpressAdapter {
  private fastPaths: readonly FastPath[] = [];
  private securityHook: SecurityHook | undefined;
  private isAllowedHost: (host: string | undefined) => boolean = () => false;
  private readonly headers = new SharedHeaders();
  private readonly express: RequestListener = this.getInstance<RequestListener>();
  private requestIds = new RequestIds(false);
  private readonly overload = new OverloadRefusal(this.getInstance());
  private open!: Connections;
  private queues: ExpressQueues | undefined;
  private forwarding: ForwardingWarning | undefined;
  private draining = false;
  private closing = false;
  private closed: Promise<void> | undefined;

  get connections(): Connections {
    return this.open;
  }

  get isClosing(): boolean {
    return this.closing;
  }

  watchForwarding(warning: ForwardingWarning): void {
    this.forwarding = warning;
  }

  identifyRequests(ids: RequestIds): void {
    this.requestIds = ids;
  }

  /** Puts these queues in front of Express. */
  openQueues(queues: ExpressQueues): void {
    this.queues = queues;
  }

  openFastPaths(fastPaths: readonly FastPath[], isAllowedHost: (host: string | undefined) => boolean): void {
    this.fastPaths = fastPaths;
    this.isAllowedHost = isAllowedHost;
  }

  /** Replaces the error of Nest's hook by `CROSS_ORIGIN`. Later it could not be distinguished from any other 403. */
  override registerSecurityHook(hook: SecurityHook): unknown {
    const app = this.getInstance<Express>();
    this.securityHook = (request: IncomingMessage, response) =>
      hook(request, response) || comesFromPlainHttp(app, request) ? crossOrigin() : undefined;
    return super.registerSecurityHook(this.securityHook) as unknown;
  }

  override initHttpServer(): void {
    const requests = new PipelinedRequests((request, response) => this.dispatch(request, response));
    this.httpServer = httpServer((request, response) => requests.add(request, response));
    this.open = new Connections(this.httpServer);
    this.httpServer.on('clientError', (error, socket) => {
      this.fillHeaders();
      refuseUnreadable(error, socket as Socket, this.headers.list, this.requestIds);
    });
  }

  /** Called by `app.listen(port, host)`. */
  override listen(port: string | number, ...[host, listening]: unknown[]): Server {
    return this.httpServer.listen(Number(port), host as string, BACKLOG, listening as () => void);
  }

  /**
   * Accepts no more connections. Open ones are served, and each is closed after its next response, so a client that reuses a
   * connection loses no request. @returns when all are closed, at the latest after `maxMs`
   */
  async drain(maxMs: number): Promise<void> {
    this.draining = true;
    this.open.keepIdle = true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, maxMs)));
    await Promise.race([this.close(), late]);
    clearTimeout(timer);
    this.open.keepIdle = false;
  }

  /** @returns when all connections are closed. After `drain`, the server is closed already. */
  override close(): Promise<void> {
    this.closed ??= super.close() as Promise<void>;
    return this.closed;
  }

  /** Disables the fast paths: Express answers all further requests with 503. */
  override beforeClose(): void {
    this.fastPaths = [];
    this.closing = true;
    super.beforeClose();
  }

  private dispatch(request: IncomingMessage, response: ServerResponse): void {
    if (this.draining) response.shouldKeepAlive = false;
    this.forwarding?.check(request);
    const id = this.requestIds.of(request);
    const fastPath = this.fastPathFor(request);
    const leave = (): void => this.leaveToExpress(request, response, id);
    if (fastPath) fastPath.serve(request, new FastPathReply(response, id, this.headers.list, leave));
    else leave();
  }

  private leaveToExpress(request: IncomingMessage, response: ServerResponse, id: string): void {
    response.setHeader(REQUEST_ID, id);
    const answer = (): void => void this.express(request, response);
    if (this.queues) this.queue(this.queues, request, response, answer);
    else answer();
  }

  /** Adds the request to its queue. If the queue is full, refuses it before body and session are read. */
  private queue(queues: ExpressQueues, request: IncomingMessage, response: ServerResponse, answer: () => void): void {
    closeUnlessRead(request, response);
    queues.enter(request, response, answer, () => {
      if (hasBody(request)) response.setHeader('Connection', 'close');
      this.refuse(request, response, requestIdOf(response));
    });
  }

  /** Refuses a request as one too many. */
  private refuse(request: IncomingMessage, response: ServerResponse, id: string): void {
    overloadedRequests.inc();
    this.fillHeaders();
    this.overload.send(request, new FastPathReply(response, id, this.headers.list, () => undefined));
  }

  /** Collects the shared headers if no request has done so yet. */
  private fillHeaders(): void {
    this.securityHook?.({ method: 'GET', headers: {} }, this.headers);
  }

  private fastPathFor(request: IncomingMessage): FastPath | undefined {
    const fastPath = this.fastPaths.find((one) => one.matches(request));
    if (!fastPath || !this.securityHook) return undefined;
    if (!fastPath.acceptsAnyHost && !this.isAllowedHost(request.headers.host)) return undefined;
    return this.securityHook(request, this.headers) ? undefined : fastPath;
  }
}

/** Passed to the security hook in place of a response. Collects its headers once, because they never change. */
class SharedHeaders {
  /** Alternating names and values. */
  readonly list: string[] = [];
  private readonly names = new Set<string>();

  setHeader(name: string, value: string): void {
    if (this.names.has(name)) return;
    this.names.add(name);
    this.list.push(name, value);
  }

  removeHeader(): void {
    // The hook removes `X-Powered-By`, which only Express sets.
  }
}
