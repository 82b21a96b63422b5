import type { IncomingMessage, ServerResponse } from 'node:http';
import { ClientShares } from '../../throttle/client-shares.js';

/** When the queue is full, a request whose body is incomplete after this time is ended. */
const MAX_BODY_MS = 1_000;

type Keys = readonly string[];
type Entry = {
  readonly request: IncomingMessage;
  readonly keys: Keys;
  readonly since: number;
  readonly start: () => void;
};

/** A queue that starts one request in each turn of the event loop. The number of waiting and running requests is limited. */
export class RequestQueue {
  /** The admitted requests that have not been started. */
  private readonly waiting = new Set<Entry>();
  private isScheduled = false;
  /** Waiting and running requests, in order of arrival. */
  private readonly admitted = new Set<Entry>();
  private readonly shares: ClientShares;

  /** @param max number of waiting and running requests @param now a monotonic clock in milliseconds */
  constructor(
    max: number,
    private readonly now = (): number => performance.now(),
  ) {
    this.shares = new ClientShares(max);
  }

  /**
   * Adds a request. `start` is called in a later turn of the event loop, for one request in each turn. So requests of the fast
   * paths never wait for more than one request of this queue.
   * @param keys of the client, as `ClientShares` takes them; empty: no limit for the client
   * @returns false if the queue is full or the client holds its share of the places
   */
  enter(request: IncomingMessage, response: ServerResponse, start: () => void, keys: Keys = []): boolean {
    if (!this.shares.hasRoom(keys)) this.endSlowest(keys);
    if (!this.shares.hasRoom(keys)) return false;
    const entry = { request, keys, since: this.now(), start };
    this.admitted.add(entry);
    this.waiting.add(entry);
    this.shares.acquire(keys);
    response.once('close', () => this.leave(entry));
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
    const [entry] = this.waiting;
    if (!entry) return;
    this.waiting.delete(entry);
    try {
      entry.start();
    } finally {
      this.schedule();
    }
  };

  private leave(entry: Entry): void {
    if (!this.admitted.delete(entry)) return;
    this.waiting.delete(entry);
    this.shares.release(entry.keys);
  }

  /**
   * Ends the oldest request whose body is incomplete, so that clients which never finish a body cannot fill the queue. Closes its
   * connection without a response. A request never ends one of a client or a group that holds fewer places.
   */
  private endSlowest(keys: Keys): void {
    const before = this.now() - MAX_BODY_MS;
    const held = keys.map((key) => this.shares.heldBy(key));
    const holdsFewer = (other: Keys): boolean =>
      held.some((places, level) => this.shares.heldBy(other[level] ?? other[0]) < places);
    for (const entry of this.admitted) {
      if (entry.since > before) return;
      if (entry.request.complete || holdsFewer(entry.keys)) continue;
      this.leave(entry);
      entry.request.socket.destroy();
      return;
    }
  }
}
