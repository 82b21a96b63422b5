import type { IncomingMessage, ServerResponse } from 'node:http';

/** A rest of the body that is known to be so short is read, and the connection kept. */
const SHORT_BYTES = 64 * 1024;

/** A client that still sends is listened to for so long, and for so many bytes, so that it gets to read its answer. */
const LINGER_MS = 2_000;
const LINGER_BYTES = 8 * 1024 * 1024;

/**
 * Sees to answers that are given before the body of their request was read, as refusals are. Node would read such a body
 * to its end. Here the connection is closed: at once when the client stops sending, or else after a moment, because a
 * connection that is closed while data arrives is reset, and the client might not see its answer.
 */
export function closeUnlessRead(request: IncomingMessage, response: ServerResponse): void {
  if (!mayBeLong(request)) return;
  const end = response.end.bind(response) as (...values: unknown[]) => ServerResponse;
  response.end = ((...values: unknown[]) => {
    response.end = end as ServerResponse['end'];
    if (request.readableEnded || response.headersSent || request.destroyed) return end(...values);
    response.setHeader('Connection', 'close');
    const [body, encoding] = values as [body?: string | Buffer, encoding?: BufferEncoding];
    if (body && request.method !== 'HEAD') response.write(body, encoding ?? 'utf8');
    else response.flushHeaders();
    discard(request, () => end());
    return response;
  }) as ServerResponse['end'];
}

function mayBeLong({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > SHORT_BYTES;
}

function discard(request: IncomingMessage, done: () => void): void {
  let left = LINGER_BYTES;
  const timer = setTimeout(finish, LINGER_MS);
  function finish(): void {
    clearTimeout(timer);
    request.off('data', count).off('end', finish).off('close', finish);
    request.pause();
    done();
  }
  function count(chunk: Buffer): void {
    left -= chunk.length;
    if (left < 0) finish();
  }
  request.unpipe();
  request.on('data', count).once('end', finish).once('close', finish).resume();
}
