import pLimit, { type LimitFunction } from 'p-limit';
import type { DomainError } from '../errors/domain-error.js';
import { AddressShares } from './address-shares.js';

/**
 * Runs work a few at a time. The number of places is limited, for work that waits and work under way together, and addresses
 * share them. A place is free again when its work has ended, even if the client left before.
 */
export class BoundedQueue {
  private readonly limit: LimitFunction;
  private readonly shares: AddressShares;

  /** @param full what to throw when there is no place */
  constructor(
    atOnce: number,
    places: number,
    private readonly full: () => DomainError,
  ) {
    this.limit = pLimit(atOnce);
    this.shares = new AddressShares(places);
  }

  /** Work that has its place keeps it. */
  resize(places: number): void {
    this.shares.places = places;
  }

  /** @param networks of the client, as `networkKeys` gives them; none for work of our own. @throws DomainError `full` */
  requireRoom(networks: readonly string[] = []): void {
    if (!this.shares.hasRoom(networks)) throw this.full();
  }

  /** Runs `work` in its turn. @throws DomainError `full`, as `requireRoom` */
  async add<T>(work: () => Promise<T>, networks: readonly string[] = []): Promise<T> {
    this.requireRoom(networks);
    this.shares.take(networks);
    try {
      return await this.limit(work);
    } finally {
      this.shares.release(networks);
    }
  }
}
