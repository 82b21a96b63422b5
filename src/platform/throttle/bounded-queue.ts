import pLimit, { type LimitFunction } from 'p-limit';
import type { DomainError } from '../errors/domain-error.js';
import { ClientShares } from './client-shares.js';

/**
 * Runs asynchronous work with limited concurrency. Waiting and running work share a limited number of places, which are
 * divided among clients. Work holds its place until it ends, even if its client disconnects.
 */
export class BoundedQueue {
  private readonly limit: LimitFunction;
  private readonly shares: ClientShares;

  /**
   * @param concurrency maximum number of running tasks
   * @param places maximum number of waiting and running tasks
   * @param full creates the error to throw when no place is free
   */
  constructor(
    concurrency: number,
    places: number,
    private readonly full: () => DomainError,
  ) {
    this.limit = pLimit(concurrency);
    this.shares = new ClientShares(places);
  }

  /** Changes the number of places. Work that is already waiting or running keeps its place. */
  resize(places: number): void {
    this.shares.places = places;
  }

  /**
   * @param keys of the client, as `ClientShares` takes them; empty for work without a client
   * @throws DomainError as `full` creates it
   */
  requireRoom(keys: readonly string[] = []): void {
    if (!this.shares.hasRoom(keys)) throw this.full();
  }

  /** Runs `work` after the work that was added before. @throws DomainError as `requireRoom` */
  async add<T>(work: () => Promise<T>, keys: readonly string[] = []): Promise<T> {
    this.requireRoom(keys);
    this.shares.acquire(keys);
    try {
      return await this.limit(work);
    } finally {
      this.shares.release(keys);
    }
  }
}
