import type { IncomingMessage, ServerResponse } from 'node:http';
import { statedLength } from './body-size.js';

type Bound = { readonly ms: number; readonly bytes: number };

/** A rest of the body that is so short is read, and the connection kept. */
const SHORT: Bound = { ms: 100, bytes: 64 * 1024 };

/** A client that still sends is listened to for so long, so that it gets to read its answer. */
const LINGER: Bound = { ms: 2_000, bytes: 8 * 1024 * 1024 };

/**
 * Sees to answers that are given before the body of their request was read, as refusals are. Node would read such a body
 * to its end. Here the connection is closed unless the rest is short: when the client stops sending, or else after a
 * moment, because a connection that is closed while data arrives is reset, and the client might not see its answer.
 */
export function closeUnlessRead(request: IncomingMessage, response: ServerResponse): void {
  if (!mayBeLong(request)) return;
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

/** Reads on within the bound. @param done is told whether that was all */
function discard(request: IncomingMessage, { ms, bytes }: Bound, done: (isRead: boolean) => void): void {
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
