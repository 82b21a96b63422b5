import type { IncomingMessage } from 'node:http';
import { isOfAllowedLength, statedLength } from '../bodies/body-size.js';
import { parseError } from '../errors/refusals.js';
import { wantsPage } from '../pages/wants-page.js';

/** Whether the body is uncompressed JSON of a known length within the limit, and the client accepts JSON. */
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

/** RFC 8259 allows parsers to ignore a byte order mark. Express's parser does, too. */
const BOM = /^\ufeff/;

/** @returns the body as text. The promise never settles if the client disconnects before the end. */
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
