import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express } from 'express';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Connections } from '../connections.js';
import type { ExpressQueues } from '../queues/express-queues.js';
import type { ForwardingWarning } from '../forwarding-warning.js';
import type { FastPath } from './fast-path.js';
import { httpServer } from '../http-server.js';
import { FastPathReply } from './fast-path-reply.js';
import { PipelinedRequests } from './pipelined-requests.js';
import { crossOrigin } from '../errors/refusals.js';
import { OverloadRefusal } from './overload-refusal.js';
import { comesFromPlainHttp } from '../plain-origin.js';
import { hasBody } from '../bodies/request-body.js';
import { closeUnlessRead } from '../bodies/unread-body.js';
import { refuseUnreadable } from '../errors/unreadable-request.js';

type SecurityHook = Parameters<ExpressAdapter['registerSecurityHook']>[0];

/**
 * Express with fast lanes beside it: a bare Express app with a JSON body costs five times what `node:http` does.
 *
 * A lane adds no rule of its own. Security headers and the check of the origin are Nest's own hook, run here as Express
 * would run it; the host check is handed in; a request that either refuses is left to Express, which refuses it again.
 */
export class FastPathAdapter extends ExpressAdapter {
  private fastPaths: readonly FastPath[] = [];
  private securityHook: SecurityHook | undefined;
  private isOurHost: (host: string | undefined) => boolean = () => false;
  private readonly headers = new SharedHeaders();
  private readonly express: RequestListener = this.getInstance<RequestListener>();
  private readonly overload = new OverloadRefusal(this.getInstance());
  private open!: Connections;
  private queues: ExpressQueues | undefined;
  private forwarding: ForwardingWarning | undefined;
  private closing = false;

  get connections(): Connections {
    return this.open;
  }

  get isClosing(): boolean {
    return this.closing;
  }

  watchForwarding(warning: ForwardingWarning): void {
    this.forwarding = warning;
  }

  /** From here on Express answers through these queues. */
  openQueues(queues: ExpressQueues): void {
    this.queues = queues;
  }

  openFastPaths(fastPaths: readonly FastPath[], isOurHost: (host: string | undefined) => boolean): void {
    this.fastPaths = fastPaths;
    this.isOurHost = isOurHost;
  }

  /** What Nest refuses here is no different from any other 403 later, so it gets its name now. */
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
      refuseUnreadable(error, socket as Socket, this.headers.list);
    });
  }

  /** From here on Express answers, and says that the service is closing. */
  override beforeClose(): void {
    this.fastPaths = [];
    this.closing = true;
    super.beforeClose();
  }

  private dispatch(request: IncomingMessage, response: ServerResponse): void {
    this.forwarding?.look(request);
    const fastPath = this.fastPathFor(request);
    const leave = (): void => this.leaveToExpress(request, response);
    if (fastPath) fastPath.serve(request, new FastPathReply(response, this.headers.list, leave));
    else leave();
  }

  private leaveToExpress(request: IncomingMessage, response: ServerResponse): void {
    const answer = (): void => void this.express(request, response);
    if (this.queues) this.queue(this.queues, request, response, answer);
    else answer();
  }

  /** Answers through Express in its turn, or refuses, before body and session are read, when too many wait already. */
  private queue(queues: ExpressQueues, request: IncomingMessage, response: ServerResponse, answer: () => void): void {
    closeUnlessRead(request, response);
    queues.enter(request, response, answer, () => {
      if (hasBody(request)) response.setHeader('Connection', 'close');
      this.fillHeaders();
      this.overload.send(request, new FastPathReply(response, this.headers.list, answer));
    });
  }

  /** The headers of every answer, when no lane was taken yet. */
  private fillHeaders(): void {
    this.securityHook?.({ method: 'GET', headers: {} }, this.headers);
  }

  private fastPathFor(request: IncomingMessage): FastPath | undefined {
    const fastPath = this.fastPaths.find((one) => one.matches(request));
    if (!fastPath || !this.securityHook) return undefined;
    if (!fastPath.acceptsAnyHost && !this.isOurHost(request.headers.host)) return undefined;
    return this.securityHook(request, this.headers) ? undefined : fastPath;
  }
}

/** Stands in for the response when the hook sets its headers. They are the same each time; those of the first are kept. */
class SharedHeaders {
  /** Names and values in turn. */
  readonly list: string[] = [];
  private readonly names = new Set<string>();

  setHeader(name: string, value: string): void {
    if (this.names.has(name)) return;
    this.names.add(name);
    this.list.push(name, value);
  }

  removeHeader(): void {
    // Nothing was set that the hook takes away: that is Express's own advertisement.
  }
}
