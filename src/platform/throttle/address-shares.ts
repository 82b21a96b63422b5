import { NETWORK_FACTORS } from './address-key.js';

/**
 * Shares a number of places among addresses: an address may hold at most as many places as are free. So one address gets
 * at most half of the places, two addresses a third each, and a place stays free for another address.
 */
export class AddressShares {
  private readonly held = new Map<string, number>();
  private used = 0;

  constructor(public places: number) {}

  /**
   * @param networks of the address, as `networkKeys` returns them; empty: only the total is limited
   * @returns whether the address may take another place
   */
  hasRoom(networks: readonly string[]): boolean {
    const free = this.places - this.used;
    return free > 0 && networks.every((network, level) => this.heldBy(network) < free * NETWORK_FACTORS[level]!);
  }

  /** Takes a place without checking for room. Each call needs a matching `release`. */
  acquire(networks: readonly string[]): void {
    this.used += 1;
    for (const network of networks) this.held.set(network, this.heldBy(network) + 1);
  }

  release(networks: readonly string[]): void {
    this.used -= 1;
    for (const network of networks) {
      const remaining = this.heldBy(network) - 1;
      if (remaining > 0) this.held.set(network, remaining);
      else this.held.delete(network);
    }
  }

  /** @returns the number of places that the network holds */
  heldBy(network: string | undefined): number {
    return network === undefined ? 0 : (this.held.get(network) ?? 0);
  }
}
