import { isIPv4, isIPv6 } from 'node:net';

const UNKNOWN = 'unknown';

/**
 * The limits of a client and of the groups that contain it, as multiples of the client's limit: of an address, its /56 and its /48
 * (`networkKeys`), or of an account and its role (`operatorKeys`).
 */
export const GROUP_FACTORS = [1, 2, 4];

/**
 * Returns the key under which limits count an address: an IPv4 address, or the /64 of an IPv6 address, because one
 * subscriber gets a /64. IPv4 inside IPv6 (`::ffff:1.2.3.4`) counts as IPv4. All invalid addresses share one key.
 */
export const addressKey = (address: string | undefined): string => networkKeys(address)[0]!;

/**
 * Returns the keys of the networks that contain an address, the smallest first; the first one is `addressKey`. An IPv6
 * address has two more: its /56, which many providers assign to a household, and its /48, which they assign to a company.
 */
export function networkKeys(address: string | undefined): readonly string[] {
  if (address === undefined || isIPv4(address)) return [address ?? UNKNOWN];
  const [withoutZone = ''] = address.split('%');
  if (!isIPv6(withoutZone)) return [UNKNOWN];
  const groups = expand(new URL(`http://[${withoutZone}]`).hostname.slice(1, -1));
  const embedded = embeddedIPv4(groups);
  if (embedded) return [embedded];
  const company = groups.slice(0, 3).join(':');
  const subnet = parseInt(groups[3]!, 16);
  return [`${company}:${groups[3]}::/64`, `${company}:${(subnet & 0xff00).toString(16)}::/56`, `${company}::/48`];
}

/** @param address as the URL parser returns it: hexadecimal groups without leading zeros, and at most one `::` */
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
