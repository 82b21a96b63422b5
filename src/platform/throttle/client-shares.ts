import { NETWORK_FACTORS } from './address-key.js';

/**
 * Shares a number of places among clients, which are addresses or accounts of operators: a client may hold at most as many
 * places as are free. So one client gets at most half of the places, two clients a third each, and a place stays free for
 * another client. All clients of a group together may hold at most twice (a larger group: four times) as many as are free.
 */
export class ClientShares {
  private readonly held = new Map<string, number>();
  private used = 0;

  constructor(public places: number) {}

  /**
   * @param keys of the client and of its groups, the smallest first (`networkKeys`, `operatorKeys`); empty: only the total is limited
   * @returns whether the client may take another place
   */
  hasRoom(keys: readonly string[]): boolean {
    const free = this.places - this.used;
    return free > 0 && keys.every((key, level) => this.heldBy(key) < free * NETWORK_FACTORS[level]!);
  }

  /** Takes a place without checking for room. Each call needs a matching `release`. */
  acquire(keys: readonly string[]): void {
    this.used += 1;
    for (const key of keys) this.held.set(key, this.heldBy(key) + 1);
  }

  release(keys: readonly string[]): void {
    this.used -= 1;
    for (const key of keys) {
      const remaining = this.heldBy(key) - 1;
      if (remaining > 0) this.held.set(key, remaining);
      else this.held.delete(key);
    }
  }

  /** @returns the number of places that the client or group holds */
  heldBy(key: string | undefined): number {
    return key === undefined ? 0 : (this.held.get(key) ?? 0);
  }
}
