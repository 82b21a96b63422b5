import type { IncomingMessage, ServerResponse } from 'node:http';
import { AddressShares } from '../../throttle/address-shares.js';

/** When the queue is full, a request whose body is incomplete after this time is ended. */
const MAX_BODY_MS = 1_000;

type Networks = readonly string[];
type Entry = {
  readonly request: IncomingMessage;
  readonly networks: Networks;
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
  private readonly shares: AddressShares;

  /** @param max number of waiting and running requests @param now a monotonic clock in milliseconds */
  constructor(
    max: number,
    private readonly now = (): number => performance.now(),
  ) {
    this.shares = new AddressShares(max);
  }

  /**
   * Adds a request. `start` is called in a later turn of the event loop, for one request in each turn. So requests of the fast
   * paths never wait for more than one request of this queue.
   * @param networks of the client, as `networkKeys` returns them; empty: no limit for the address
   * @returns false if the queue is full or the address holds its share of the places
   */
  enter(request: IncomingMessage, response: ServerResponse, start: () => void, networks: Networks = []): boolean {
    if (!this.shares.hasRoom(networks)) this.endSlowest(networks);
    if (!this.shares.hasRoom(networks)) return false;
    const entry = { request, networks, since: this.now(), start };
    this.admitted.add(entry);
    this.waiting.add(entry);
    this.shares.acquire(networks);
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
    this.shares.release(entry.networks);
  }

  /**
   * Ends the oldest request whose body is incomplete, so that clients which never finish a body cannot fill the queue. Closes its
   * connection without a response. A request never ends one of an address that holds fewer places.
   */
  private endSlowest([address]: Networks): void {
    const before = this.now() - MAX_BODY_MS;
    const held = this.shares.heldBy(address);
    for (const entry of this.admitted) {
      if (entry.since > before) return;
      if (entry.request.complete || this.shares.heldBy(entry.networks[0]) < held) continue;
      this.leave(entry);
      entry.request.socket.destroy();
      return;
    }
  }
}
