import { Injectable } from '@nestjs/common';
import { parse } from 'cookie';
import { unsign } from 'cookie-signature';
import { BoundedCache } from '../cache/bounded-cache.js';
import { Settings } from '../config/settings.js';
import { sessionSecret } from './session-secret.js';

export const SESSION_COOKIE = 'sessionid';

/** express-session writes this prefix before a signed value. */
const SIGNED_PREFIX = 's:';

/** The cache saves the computation of a signature for each request of the same client. */
const MAX_CACHED_HEADERS = 20_000;
const MAX_HEADER_LENGTH = 512;

/** Matches the first session cookie. Other cookies are not parsed, because a header may contain thousands of them. */
const SESSION_PAIR = new RegExp(`(?<=^|;)[ \\t]*${SESSION_COOKIE}[ \\t]*=[^;]*`);

/** Reads the session id from the signed session cookie. */
@Injectable()
export class SessionCookie {
  readonly secret: string;
  private readonly verified = new BoundedCache<string>(MAX_CACHED_HEADERS, MAX_HEADER_LENGTH);

  constructor(settings: Settings) {
    this.secret = sessionSecret(settings);
  }

  /**
   * @param header the request's `Cookie` header
   * @returns the session id; undefined if the header has none or its signature is invalid
   */
  sessionId(header: string | undefined): string | undefined {
    return header && this.verified.get(header, (text) => this.verify(text));
  }

  private verify(header: string): string | undefined {
    const [pair] = SESSION_PAIR.exec(header) ?? [];
    const value = pair && parse(pair, { decode: withoutQuotes })[SESSION_COOKIE];
    const sessionId = value?.startsWith(SIGNED_PREFIX) && unsign(value.slice(SIGNED_PREFIX.length), this.secret);
    return sessionId || undefined;
  }
}

/** Decodes a cookie's value as express-session does: its older version of `cookie` removes quotes first. */
function withoutQuotes(raw: string): string {
  const value = /^".*"$/s.test(raw) ? raw.slice(1, -1) : raw;
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
