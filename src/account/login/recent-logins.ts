/** Milliseconds for which a login is remembered. */
const REMEMBERED_MS = 30 * 24 * 3_600 * 1000;

/** Beyond these, the oldest are forgotten. Each account has few, so that one cannot push out the others'. */
const MAX_ACCOUNTS = 50_000;
const MAX_ADDRESSES_EACH = 20;

type Networks = readonly string[];

/** Which accounts logged in from which address lately, in the memory of this process. */
export class RecentLogins {
  /** For each account, the one that logged in last at the end, its addresses' networks by the smallest of them. */
  private readonly accounts = new Map<string, Map<string, { networks: Networks; until: number }>>();
  private readonly counts = new Map<string, number>();

  has([address]: Networks, account: string): boolean {
    return (this.accounts.get(account)?.get(address!)?.until ?? 0) > performance.now();
  }

  /** How many logins from this network are remembered; several of one account from the same address are one. */
  count(network: string): number {
    return this.counts.get(network) ?? 0;
  }

  add(networks: Networks, account: string): void {
    const addresses = this.accounts.get(account) ?? new Map<string, { networks: Networks; until: number }>();
    this.remove(addresses, networks[0]!);
    addresses.set(networks[0]!, { networks, until: performance.now() + REMEMBERED_MS });
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
      const left = this.count(network) - 1;
      if (left > 0) this.counts.set(network, left);
      else this.counts.delete(network);
    }
    addresses.delete(address);
  }
}

const first = <K>(map: ReadonlyMap<K, unknown>): K | undefined => map.keys().next().value;
