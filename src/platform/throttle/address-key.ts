import { isIPv4, isIPv6 } from 'node:net';

const NOBODY = 'unknown';

/** What an address, a /56 and a /48 may have, in multiples of what an address may. */
export const NETWORK_FACTORS = [1, 2, 4];

/**
 * Who an address belongs to, as far as limits go: an IPv4 address, or the first 64 bits of an IPv6 one, which is what
 * one subscriber is given. IPv4 inside IPv6 (`::ffff:1.2.3.4`) is IPv4. Everything that is not an address is one key.
 */
export const addressKey = (address: string | undefined): string => networkKeys(address)[0]!;

/**
 * The networks that an address belongs to, the smallest first, and that is `addressKey`. An IPv6 address has two more:
 * its /56, which many providers give to one household, and its /48, which they give to one company.
 */
export function networkKeys(address: string | undefined): readonly string[] {
  if (address === undefined || isIPv4(address)) return [address ?? NOBODY];
  const [withoutZone = ''] = address.split('%');
  if (!isIPv6(withoutZone)) return [NOBODY];
  const groups = expand(new URL(`http://[${withoutZone}]`).hostname.slice(1, -1));
  const embedded = embeddedIPv4(groups);
  if (embedded) return [embedded];
  const company = groups.slice(0, 3).join(':');
  const subnet = parseInt(groups[3]!, 16);
  return [`${company}:${groups[3]}::/64`, `${company}:${(subnet & 0xff00).toString(16)}::/56`, `${company}::/48`];
}

/** @param address in the form that the URL standard gives: hexadecimal groups without leading zeros, one `::` at most */
function expand(address: string): string[] {
  const [head = '', tail] = address.split('::').map((half) => half.split(':').filter(Boolean));
  if (tail === undefined) return [...head];
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
}

function embeddedIPv4(groups: readonly string[]): string | undefined {
  const [high, low] = groups.slice(6).map((group) => parseInt(group, 16));
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return undefined;
  return [high! >> 8, high! & 255, low! >> 8, low! & 255].join('.');
}
