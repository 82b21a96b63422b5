import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CachedJson } from '../cache/cached-json.js';

type CachedJsonReply = {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string | number>>;
  /** Absent from 304 and from the response to HEAD. */
  readonly body?: Buffer;
};

/** Status 200, or 304 if the client has this version already. Clients may store the response but must revalidate it each time. */
export function cachedJsonReply({ method, headers }: IncomingMessage, { bytes, version }: CachedJson): CachedJsonReply {
  // A weak tag, because nginx compresses the body.
  const ETag = `W/"${version}"`;
  const cacheControl = 'no-cache';
  if (matches(headers['if-none-match'], ETag)) return { status: 304, headers: { 'Cache-Control': cacheControl, ETag } };
  // Without a spread, which would cost more than the rest of this function.
  const described = {
    'Cache-Control': cacheControl,
    ETag,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': bytes.length,
  };
  return method === 'HEAD' ? { status: 200, headers: described } : { status: 200, headers: described, body: bytes };
}

export function sendCachedJson(request: IncomingMessage, response: ServerResponse, json: CachedJson): void {
  const { status, headers, body } = cachedJsonReply(request, json);
  response.writeHead(status, headers).end(body);
}

/** A substring search is exact, because an entity tag contains no quotation marks inside its own. */
const matches = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined && (ifNoneMatch.includes(etag) || ifNoneMatch.trim() === '*');
