const MAX_AGE_MS = 30 * 24 * 3_600 * 1000;

/** Beyond these numbers the oldest logins are forgotten. The limit for each account keeps it from displacing the others. */
const MAX_ACCOUNTS = 50_000;
const MAX_ADDRESSES_EACH = 20;

type Networks = readonly string[];

/** Remembers, in the memory of this process, from which addresses each account logged in within 30 days. */
export class RecentLogins {
  /** By account, then by address (the first of its networks). Both maps are ordered by the latest login, oldest first. */
  private readonly accounts = new Map<string, Map<string, { networks: Networks; until: number }>>();
  private readonly counts = new Map<string, number>();

  /** @param networks as `networkKeys` returns them; only the first one, the address, is compared */
  has([address]: Networks, account: string): boolean {
    return (this.accounts.get(account)?.get(address!)?.until ?? 0) > performance.now();
  }

  /** @returns the number of remembered logins from this network; an account counts once for each address */
  count(network: string): number {
    return this.counts.get(network) ?? 0;
  }

  /** Remembers a login, or renews it. @param networks as `networkKeys` returns them */
  add(networks: Networks, account: string): void {
    const addresses = this.accounts.get(account) ?? new Map<string, { networks: Networks; until: number }>();
    this.remove(addresses, networks[0]!);
    addresses.set(networks[0]!, { networks, until: performance.now() + MAX_AGE_MS });
    for (const network of networks) this.counts.set(network, this.count(network) + 1);
    this.accounts.delete(account);
    this.accounts.set(account, addresses);
    if (addresses.size > MAX_ADDRESSES_EACH) this.remove(addresses, first(addresses)!);
    this.dropOldest();
  }

  private dropOldest(): void {
    for (const [account, addresses] of this.accounts) {
      const newest = [...addresses.values()].at(-1);
      if (this.accounts.size <= MAX_ACCOUNTS && newest && newest.until > performance.now()) return;
      for (const address of [...addresses.keys()]) this.remove(addresses, address);
      this.accounts.delete(account);
    }
  }

  private remove(addresses: Map<string, { networks: Networks }>, address: string): void {
    for (const network of addresses.get(address)?.networks ?? []) {
      const remaining = this.count(network) - 1;
      if (remaining > 0) this.counts.set(network, remaining);
      else this.counts.delete(network);
    }
    addresses.delete(address);
  }
}

const first = <K>(map: ReadonlyMap<K, unknown>): K | undefined => map.keys().next().value;
