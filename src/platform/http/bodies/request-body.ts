import type { Request } from 'express';
import type { IncomingMessage } from 'node:http';

/** Any site can make a browser post a form; browsers say which one did. (Wrong origins were refused before.) */
export function saysWhereFrom({ headers, protocol }: Request): boolean {
  const { origin, referer, host } = headers;
  if (headers['sec-fetch-site'] !== undefined || origin !== undefined) return true;
  if (referer === undefined || !URL.canParse(referer)) return false;
  const from = new URL(referer);
  return from.host === host && !(from.protocol === 'http:' && protocol === 'https');
}

export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** The body's type without its parameters, short enough to be repeated in an answer. */
export const mediaType = ({ headers }: Request): string =>
  (headers['content-type'] ?? '').split(';')[0]!.trim().slice(0, 100);
