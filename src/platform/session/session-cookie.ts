import { Injectable } from '@nestjs/common';
import { parse } from 'cookie';
import { unsign } from 'cookie-signature';
import { BoundedCache } from '../cache/bounded-cache.js';
import { Settings } from '../config/settings.js';
import { sessionSecret } from './session-secret.js';

export const SESSION_COOKIE = 'sessionid';

/** express-session puts this before a signed value. */
const SIGNED = 's:';

/** Whoever comes again need not be computed again: so many cookies, of so many characters, are remembered. */
const REMEMBERED = [20_000, 512] as const;

/** The first of this name counts. The others are not parsed: there may be thousands of them. */
const OURS = new RegExp(`(?<=^|;)[ \\t]*${SESSION_COOKIE}[ \\t]*=[^;]*`);

/** The cookie that carries a session's id, signed. */
@Injectable()
export class SessionCookie {
  readonly secret: string;
  private readonly verified = new BoundedCache<string>(...REMEMBERED);

  constructor(settings: Settings) {
    this.secret = sessionSecret(settings);
  }

  /** @param header the request's `Cookie`. @returns undefined when it has no session id, or one that we did not sign */
  sessionId(header: string | undefined): string | undefined {
    return header && this.verified.get(header, (text) => this.verify(text));
  }

  private verify(header: string): string | undefined {
    const [pair] = OURS.exec(header) ?? [];
    const value = pair && parse(pair, { decode: withoutQuotes })[SESSION_COOKIE];
    const sessionId = value?.startsWith(SIGNED) && unsign(value.slice(SIGNED.length), this.secret);
    return sessionId || undefined;
  }
}

/** A cookie's value as express-session reads it, which brings an older `cookie` along: that takes quotes off first. */
function withoutQuotes(raw: string): string {
  const value = /^".*"$/s.test(raw) ? raw.slice(1, -1) : raw;
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
