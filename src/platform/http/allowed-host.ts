// A domain name, an IPv4 address or an IPv6 address in brackets; a port is optional.
const HOST = /^(?<domain>[a-z0-9.-]+|\[[a-f0-9]*:[a-f0-9.:]+\])(?::[0-9]+)?$/;

/**
 * Whether a Host header is allowed, by the rules of Django's `split_domain_port` and `validate_host`.
 * @param allowed host names; `.example.com` allows a domain and its subdomains, `*` every valid host
 */
export function allowedHost(hostHeader: string | undefined, allowed: readonly string[]): boolean {
  const domain = HOST.exec(hostHeader?.toLowerCase() ?? '')?.groups?.['domain']?.replace(/\.$/, '');
  return Boolean(domain) && allowed.some((pattern) => matches(domain!, pattern.toLowerCase()));
}

const matches = (domain: string, pattern: string): boolean =>
  pattern === '*' ||
  pattern === domain ||
  (pattern.startsWith('.') && (domain.endsWith(pattern) || domain === pattern.slice(1)));
