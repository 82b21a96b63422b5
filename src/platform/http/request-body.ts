import type { Request } from 'express';
import type { IncomingMessage } from 'node:http';

/** Any site can make a browser post a form; browsers say which one did. (Wrong origins were refused before.) */
export function saysWhereFrom({ headers }: Request): boolean {
  const { origin, referer, host } = headers;
  const fromHere = referer !== undefined && URL.canParse(referer) && new URL(referer).host === host;
  return headers['sec-fetch-site'] !== undefined || origin !== undefined || fromHere;
}

export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** The body's type without its parameters, short enough to be repeated in an answer. */
export const mediaType = ({ headers }: Request): string =>
  (headers['content-type'] ?? '').split(';')[0]!.trim().slice(0, 100);
