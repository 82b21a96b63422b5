import type { IncomingMessage, ServerResponse } from 'node:http';
import { statedLength } from './body-size.js';

type Limit = { readonly ms: number; readonly bytes: number };

/** If the rest of the body is within this limit, it is read and the connection stays open. */
const SHORT: Limit = { ms: 100, bytes: 64 * 1024 };

/** A client that still sends is read within this limit before the connection closes, so that it can read the response. */
const LINGER: Limit = { ms: 2_000, bytes: 8 * 1024 * 1024 };

/**
 * Handles responses that are sent before the body of the request was read, such as refusals. Node would read the whole body,
 * or close at once if the client asked for that. Here a short rest is read; otherwise the connection is closed. The rest is
 * discarded before closing, until the client stops sending or a limit is reached: closing while data arrives resets the
 * connection, and the client could lose the response.
 */
export function closeUnlessRead(request: IncomingMessage, response: ServerResponse): void {
  if (!mayBeLong(request) && (response.shouldKeepAlive || statedLength(request) === 0)) return;
  const end = response.end.bind(response) as (...values: unknown[]) => ServerResponse;
  response.end = ((...values: unknown[]) => {
    response.end = end as ServerResponse['end'];
    if (request.readableEnded || response.headersSent || request.destroyed) return end(...values);
    if (statedLength(request) > SHORT.bytes) return endAndClose(request, response, values);
    discard(request, SHORT, (isRead) => (isRead ? end(...values) : endAndClose(request, response, values)));
    return response;
  }) as ServerResponse['end'];
}

function endAndClose(request: IncomingMessage, response: ServerResponse, values: unknown[]): ServerResponse {
  const [body, encoding = 'utf8'] = values as [body?: string | Buffer, encoding?: BufferEncoding];
  response.setHeader('Connection', 'close');
  if (body && request.method !== 'HEAD') response.write(body, encoding);
  else response.flushHeaders();
  discard(request, LINGER, () => response.end());
  return response;
}

const mayBeLong = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] !== undefined || statedLength(request) > SHORT.bytes;

/** Reads and discards the body within the limit. @param done called with whether the end was reached */
function discard(request: IncomingMessage, { ms, bytes }: Limit, done: (isRead: boolean) => void): void {
  let left = bytes;
  const timer = setTimeout(finish, ms);
  function finish(): void {
    clearTimeout(timer);
    request.off('data', count).off('end', finish).off('close', finish).pause();
    done(request.readableEnded);
  }
  function count(chunk: Buffer): void {
    left -= chunk.length;
    if (left < 0) finish();
  }
  request.unpipe();
  request.on('data', count).once('end', finish).once('close', finish).resume();
}
