import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { owedResponse } from '../connections.js';

/** More requests than this behind an unfinished response end the connection. Browsers and nginx send none. */
const MAX_BEHIND = 8;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
type Waiting = readonly [IncomingMessage, ServerResponse];

/**
 * Answers the requests of each connection one after the other. Node reads pipelined requests (several in one packet) all
 * at once: a single connection could then occupy the event loop for seconds, and hold every place in a queue while it
 * reads no response.
 */
export class PipelinedRequests {
  private readonly behind = new WeakMap<Socket, Waiting[]>();

  constructor(private readonly answer: Answer) {}

  add(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    if (socket.destroyed) return;
    const before = owedResponse(socket);
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
