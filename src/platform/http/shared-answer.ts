import { createHash, type Hash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A 200 that everybody gets alike: its JSON, encoded once, and the name of this version of it. */
export type SharedAnswer = { readonly bytes: Buffer; readonly etag: string };

/** What goes to one client. */
export type SharedReply = {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body?: Buffer;
};

export function sharedAnswer(body: unknown): SharedAnswer {
  const bytes = Buffer.from(JSON.stringify(body));
  return { bytes, etag: etagOf(createHash('sha256').update(bytes)) };
}

/** The name of a version. @param hash of all its bytes */
export const etagOf = (hash: Hash): string => `W/"${hash.digest('base64url').slice(0, 27)}"`;

/** The answer, or 304 for a client that has this version. Caches may keep it but must ask each time. */
export function sharedReply({ method, headers }: IncomingMessage, { bytes, etag }: SharedAnswer): SharedReply {
  const shared = { 'Cache-Control': 'no-cache', ETag: etag };
  if (names(headers['if-none-match'], etag)) return { status: 304, headers: shared };
  const described = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': bytes.length };
  return { status: 200, headers: { ...shared, ...described }, ...(method !== 'HEAD' && { body: bytes }) };
}

export function sendShared(request: IncomingMessage, response: ServerResponse, answer: SharedAnswer): void {
  const { status, headers, body } = sharedReply(request, answer);
  response.writeHead(status, headers).end(body);
}

/** Within the quotes of another version's name there are no quotes: what is found is a name. */
const names = (header: string | undefined, etag: string): boolean =>
  header !== undefined && (header.includes(etag) || header.trim() === '*');
