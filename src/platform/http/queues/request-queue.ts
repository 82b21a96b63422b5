import type { IncomingMessage, ServerResponse } from 'node:http';
import { AddressShares } from '../../throttle/address-shares.js';

/** A request that has been inside for longer without its whole body makes room for the next one when the queue is full. */
const BODY_WITHIN_MS = 1_000;

type Networks = readonly string[];
type Inside = {
  readonly request: IncomingMessage;
  readonly networks: Networks;
  readonly since: number;
  readonly start: () => void;
};

/** Requests of one kind, of which a limited number is inside: they wait, or are under way. */
export class RequestQueue {
  /** Those of `inside` that have not been started. */
  private readonly waiting = new Set<Inside>();
  private isScheduled = false;
  /** In the order of arrival. */
  private readonly inside = new Set<Inside>();
  private readonly shares: AddressShares;

  /** @param most beyond so many, requests are refused @param now milliseconds that only go up */
  constructor(
    most: number,
    private readonly now = (): number => performance.now(),
  ) {
    this.shares = new AddressShares(most);
  }

  /**
   * Lets a request in; `start` is called in a later turn of the event loop, one request in each. So the requests that are
   * answered without a queue never wait for more than one of these.
   * @param networks of the client, where addresses share the places
   * @returns false when it is full, or when the address has its share
   */
  enter(request: IncomingMessage, response: ServerResponse, start: () => void, networks: Networks = []): boolean {
    if (!this.shares.hasRoom(networks)) this.endSlowest(networks);
    if (!this.shares.hasRoom(networks)) return false;
    const one = { request, networks, since: this.now(), start };
    this.inside.add(one);
    this.waiting.add(one);
    this.shares.acquire(networks);
    response.once('close', () => this.leave(one));
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
    if (!this.inside.delete(one)) return;
    this.waiting.delete(one);
    this.shares.release(one.networks);
  }

  /**
   * Without this, clients that never finish sending their bodies could keep everybody else out. Their connection is
   * closed without a response. No address ends requests of addresses that hold fewer places.
   */
  private endSlowest([address]: Networks): void {
    const before = this.now() - BODY_WITHIN_MS;
    const held = this.shares.heldBy(address);
    for (const one of this.inside) {
      if (one.since > before) return;
      if (one.request.complete || this.shares.heldBy(one.networks[0]) < held) continue;
      this.leave(one);
      one.request.socket.destroy();
      return;
    }
  }
}
