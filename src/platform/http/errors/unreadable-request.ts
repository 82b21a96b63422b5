import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { pendingResponse } from '../connections.js';
import { errorAnswer } from './error-answer.js';
import type { HttpRefusal } from './http-refusal.js';
import { headersTooLarge, malformedUrl, requestTimeout } from './refusals.js';
import { REQUEST_ID, type RequestIds } from '../request-id.js';

/** By the code of Node's error. Other errors are answered as malformed. */
const REFUSALS: Readonly<Record<string, () => HttpRefusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: requestTimeout,
  HPE_HEADER_OVERFLOW: headersTooLarge,
};

/**
 * Answers a request that is not valid HTTP or did not arrive in time, and closes the connection. Such a request reaches no route.
 * @param sharedHeaders the headers of every response, as alternating names and values
 */
export function refuseUnreadable(
  error: Error & { code?: string; rawPacket?: Buffer },
  socket: Socket,
  sharedHeaders: readonly string[],
  requestIds: RequestIds,
): void {
  const pending = pendingResponse(socket);
  // An earlier complete request on this connection is still answered.
  if (pending?.req.complete && !socket.destroyed) return void pending.once('close', () => socket.destroy());
  // Nothing may be written between the parts of a response that was begun.
  if (error.code !== 'ECONNRESET' && socket.writable && !pending?.headersSent) {
    const refusal = (REFUSALS[error.code ?? ''] ?? malformedUrl)();
    const id = pending ? requestIds.of(pending.req) : requestIds.ofUnreadable(error.rawPacket);
    socket.write(message(refusal, sharedHeaders, id));
  }
  socket.destroy(error);
}

function message(refusal: Error, sharedHeaders: readonly string[], requestId: string): string {
  const { status, body } = errorAnswer(refusal, 'ko', requestId)!;
  const text = JSON.stringify(body);
  const headers = [...sharedHeaders, REQUEST_ID, requestId, 'Content-Type', 'application/json; charset=utf-8'];
  headers.push('Cache-Control', 'no-store', 'Content-Length', String(Buffer.byteLength(text)), 'Connection', 'close');
  const lines = headers.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${headers[index + 1]!}\r\n`] : []));
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]!}\r\n${lines.join('')}\r\n${text}`;
}
