import type { IncomingMessage } from 'node:http';
import { isOfAllowedLength, statedLength } from '../bodies/body-size.js';
import { parseError } from '../errors/refusals.js';
import { wantsPage } from '../pages/wants-page.js';

/** A JSON body of known and small size, as it is, from a client that wants JSON back. */
export function isPlainJson(request: IncomingMessage): boolean {
  const { headers } = request;
  return (
    statedLength(request) > 0 &&
    isOfAllowedLength(request) &&
    /^application\/json(; ?charset=utf-8)?$/i.test(headers['content-type'] ?? '') &&
    headers['content-encoding'] === undefined &&
    !wantsPage(request)
  );
}

/** A byte order mark is no part of the text, as RFC 8259 lets parsers decide, and Express's does. */
const BOM = /^\ufeff/;

/** The body as text; never resolves when the client goes away before the end. */
export function readText(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () =>
      resolve((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8').replace(BOM, '')),
    );
  });
}

/** @throws DomainError `PARSE_ERROR` */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw parseError();
  }
}
