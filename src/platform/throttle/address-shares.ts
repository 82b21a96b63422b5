import { NETWORK_FACTORS } from './address-key.js';

/**
 * A number of places that addresses share: an address may hold as many places as are free. So one address alone gets half
 * of them, two get a third each, and a newcomer finds a place however many connections these open.
 */
export class AddressShares {
  private readonly held = new Map<string, number>();
  private taken = 0;

  constructor(public places: number) {}

  /** @param networks of the address, as `networkKeys` gives them; none: the address does not count */
  hasRoom(networks: readonly string[]): boolean {
    const free = this.places - this.taken;
    return free > 0 && networks.every((network, level) => this.heldBy(network) < free * NETWORK_FACTORS[level]!);
  }

  take(networks: readonly string[]): void {
    this.taken += 1;
    for (const network of networks) this.held.set(network, this.heldBy(network) + 1);
  }

  release(networks: readonly string[]): void {
    this.taken -= 1;
    for (const network of networks) {
      const left = this.heldBy(network) - 1;
      if (left > 0) this.held.set(network, left);
      else this.held.delete(network);
    }
  }

  heldBy(network: string | undefined): number {
    return network === undefined ? 0 : (this.held.get(network) ?? 0);
  }
}
