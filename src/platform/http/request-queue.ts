import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one kind, of which a limited number is inside: they wait, or are under way. */
export class RequestQueue {
  private readonly waiting: (() => void)[] = [];
  private inside = 0;
  private readonly insideOf = new WeakMap<Socket, Set<() => void>>();

  /** @param most beyond so many, requests are refused */
  constructor(private readonly most: number) {}

  /**
   * Lets a request in; `start` is called in a later turn of the event loop, one request in each. So the requests that are
   * answered without a queue never wait for more than one of these.
   * @returns false when it is full
   */
  enter(request: IncomingMessage, response: ServerResponse, start: () => void): boolean {
    if (this.inside >= this.most) return false;
    this.inside++;
    this.whenOver(request.socket, response, () => this.inside--);
    this.waiting.push(() => !response.destroyed && !request.socket.destroyed && start());
    if (this.waiting.length === 1) setImmediate(this.startNext);
    return true;
  }

  private readonly startNext = (): void => {
    const start = this.waiting[0];
    try {
      start?.();
    } finally {
      this.waiting.shift();
      if (this.waiting.length > 0) setImmediate(this.startNext);
    }
  };

  /** A response that stands behind another one does not hear when its connection breaks. */
  private whenOver(socket: Socket, response: ServerResponse, leave: () => void): void {
    const open = this.insideOf.get(socket) ?? this.watched(socket);
    const once = (): void => {
      if (open.delete(once)) leave();
    };
    open.add(once);
    response.once('close', once);
  }

  private watched(socket: Socket): Set<() => void> {
    const open = new Set<() => void>();
    this.insideOf.set(socket, open);
    socket.once('close', () => open.forEach((over) => over()));
    return open;
  }
}
