import type { IncomingMessage } from 'node:http';

/** The limit for bodies outside the panel. */
export const MAX_BODY_BYTES = 16 * 1024;

export const statedLength = ({ headers }: IncomingMessage): number => Number(headers['content-length'] ?? 0);

/** Whether the body has a known length within the limit. A body of unknown length may turn out to be too long. */
export const isOfAllowedLength = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] === undefined && statedLength(request) <= MAX_BODY_BYTES;

/**
 * Limits a body that is sent without Content-Length.
 * @param refuse called once, as soon as more than `limit` bytes have arrived
 * @returns a function that stops counting
 */
export function limitBody(request: IncomingMessage, limit: number, refuse: () => void): () => void {
  let bytes = 0;
  const stop = (): void => void request.off('data', count);
  function count(chunk: Buffer): void {
    bytes += chunk.length;
    if (bytes <= limit) return;
    stop();
    refuse();
  }
  if (request.headers['transfer-encoding'] !== undefined) request.on('data', count);
  return stop;
}
