import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pendingResponse } from '../connections.js';

/** The connection is closed if more requests than this wait for the previous response. Browsers and nginx do not pipeline. */
const MAX_BEHIND = 8;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
type Waiting = readonly [IncomingMessage, ServerResponse];

/**
 * Answers the requests of each connection one after the other. Node emits pipelined requests (several in one packet) all at
 * once. Without this class, one connection could occupy the event loop for seconds and fill a queue without reading responses.
 */
export class PipelinedRequests {
  private readonly behind = new WeakMap<Socket, Waiting[]>();

  constructor(private readonly answer: Answer) {}

  add(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    if (socket.destroyed) return;
    const before = pendingResponse(socket);
    if (!before || before === response) return this.answer(request, response);
    const waiting = this.behind.get(socket) ?? this.waitBehind(before, socket);
    if (waiting.length < MAX_BEHIND) waiting.push([request, response]);
    else socket.destroy();
  }

  private waitBehind(before: ServerResponse, socket: Socket): Waiting[] {
    const waiting: Waiting[] = [];
    const next = (): void => {
      const first = waiting.shift();
      if (!first || socket.destroyed) return void this.behind.delete(socket);
      first[1].once('close', next);
      this.answer(...first);
    };
    this.behind.set(socket, waiting);
    before.once('close', next);
    return waiting;
  }
}
