import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A request that has been inside for longer without its whole body makes room for the next one when the queue is full. */
const BODY_WITHIN_MS = 1_000;

type Inside = { readonly request: IncomingMessage; readonly since: number; readonly start: () => void };

/** Requests of one kind, of which a limited number is inside: they wait, or are under way. */
export class RequestQueue {
  /** Those of `inside` that have not been started. */
  private readonly waiting = new Set<Inside>();
  private isScheduled = false;
  /** In the order of arrival. */
  private readonly inside = new Set<Inside>();
  private readonly insideOf = new WeakMap<Socket, Set<() => void>>();

  /** @param most beyond so many, requests are refused @param now milliseconds that only go up */
  constructor(
    private readonly most: number,
    private readonly now = (): number => performance.now(),
  ) {}

  /**
   * Lets a request in; `start` is called in a later turn of the event loop, one request in each. So the requests that are
   * answered without a queue never wait for more than one of these.
   * @returns false when it is full
   */
  enter(request: IncomingMessage, response: ServerResponse, start: () => void): boolean {
    if (this.inside.size >= this.most) this.endSlowest();
    if (this.inside.size >= this.most) return false;
    const one = { request, since: this.now(), start };
    this.inside.add(one);
    this.waiting.add(one);
    this.whenOver(request.socket, response, () => this.leave(one));
    this.schedule();
    return true;
  }

  private schedule(): void {
    if (this.isScheduled || this.waiting.size === 0) return;
    this.isScheduled = true;
    setImmediate(this.startNext);
  }

  private readonly startNext = (): void => {
    this.isScheduled = false;
    const [one] = this.waiting;
    if (!one) return;
    this.waiting.delete(one);
    try {
      one.start();
    } finally {
      this.schedule();
    }
  };

  private leave(one: Inside): void {
    this.inside.delete(one);
    this.waiting.delete(one);
  }

  /**
   * Without this, clients that never finish sending their bodies could keep everybody else out. Their connection is
   * closed without a response.
   */
  private endSlowest(): void {
    const before = this.now() - BODY_WITHIN_MS;
    for (const one of this.inside) {
      if (one.since > before) return;
      if (one.request.complete) continue;
      this.leave(one);
      one.request.socket.destroy();
      return;
    }
  }

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
