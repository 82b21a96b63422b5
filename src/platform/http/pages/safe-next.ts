const LONGEST = 2_000;

/** Any origin will do: it only has to be left alone. */
const HERE = 'http://here.invalid';

/**
 * Where to go after login, when a client may say so: a path of this site with its query and fragment, in ASCII;
 * undefined for everything else. Stricter than Django's `url_has_allowed_host_and_scheme`, which lets through what
 * browsers disagree about: no backslash, white space or control character anywhere, and no second slash at the start
 * in any spelling.
 */
export function safeNext(next: unknown): string | undefined {
  if (typeof next !== 'string' || !isPath(next) || !URL.canParse(next, HERE)) return undefined;
  const url = new URL(next, HERE);
  if (url.origin !== HERE) return undefined;
  // `/.//other.example` turns into `//other.example`, which is another site when it is read once more.
  const path = url.pathname + url.search + url.hash;
  return isPath(path) ? path : undefined;
}

const isPath = (text: string): boolean =>
  text.length <= LONGEST && /^\/(?![/\\]|%2f|%5c)[^\\\s\p{Cc}\p{Cf}]*$/iu.test(text);
