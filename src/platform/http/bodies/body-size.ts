import type { IncomingMessage } from 'node:http';

/** Of a body outside the panel. */
export const MAX_BODY_BYTES = 16 * 1024;

export const statedLength = ({ headers }: IncomingMessage): number => Number(headers['content-length'] ?? 0);

/** Whether it is known that the whole body may be read: a longer one, or one of unknown length, may be refused for that. */
export const isOfAllowedLength = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] === undefined && statedLength(request) <= MAX_BODY_BYTES;

/**
 * Counts a body that comes without a stated length.
 * @param refuse is called once, as soon as more than `limit` bytes have come
 * @returns stops counting
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
