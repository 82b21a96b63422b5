/** In characters. */
const MAX_LENGTH = 2_000;

/** An arbitrary origin. A redirect that leads to another origin leads to another site. */
const BASE = 'http://here.invalid';

/**
 * Validates the parameter `next`, the address to redirect to after login. Stricter than Django's
 * `url_has_allowed_host_and_scheme`, because browsers parse some addresses differently: backslashes, white space and control
 * characters are refused everywhere, and so is a second slash at the start, encoded or not.
 * @returns a path of this site with query and fragment, in ASCII; undefined if `next` is anything else
 */
export function safeNext(next: unknown): string | undefined {
  if (typeof next !== 'string' || !isPath(next) || !URL.canParse(next, BASE)) return undefined;
  const url = new URL(next, BASE);
  if (url.origin !== BASE) return undefined;
  // `/.//other.example` is normalized to `//other.example`, which a browser would resolve to another site.
  const path = url.pathname + url.search + url.hash;
  return isPath(path) ? path : undefined;
}

const isPath = (text: string): boolean =>
  text.length <= MAX_LENGTH && /^\/(?![/\\]|%2f|%5c)[^\\\s\p{Cc}\p{Cf}]*$/iu.test(text);
