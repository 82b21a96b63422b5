import type { Request } from 'express';
import type { IncomingMessage } from 'node:http';

/** Whether the request tells its origin. A `Referer` must be this site; the other headers were checked before. */
export function hasOrigin({ headers, protocol }: Request): boolean {
  const { origin, referer, host } = headers;
  if (headers['sec-fetch-site'] !== undefined || origin !== undefined) return true;
  if (referer === undefined || !URL.canParse(referer)) return false;
  const from = new URL(referer);
  return from.host === host && !(from.protocol === 'http:' && protocol === 'https');
}

export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** The body's media type without parameters, cut to 100 characters, because the response repeats it. */
export const mediaType = ({ headers }: Request): string =>
  (headers['content-type'] ?? '').split(';')[0]!.trim().slice(0, 100);
