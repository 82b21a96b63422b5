import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { owedResponse } from '../connections.js';
import { errorAnswer } from './error-answer.js';
import type { HttpRefusal } from './http-refusal.js';
import { headersTooLarge, malformedUrl, requestTimeout } from './refusals.js';

/** By the code of Node's error; everything else is malformed. */
const REFUSALS: Readonly<Record<string, () => HttpRefusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: requestTimeout,
  HPE_HEADER_OVERFLOW: headersTooLarge,
};

/**
 * Answers a request that is not HTTP, or not in time, and closes the connection. No route sees such a request.
 * @param everywhere the headers of every answer, names and values in turn
 */
export function refuseUnreadable(
  error: Error & { code?: string },
  socket: Socket,
  everywhere: readonly string[],
): void {
  const owed = owedResponse(socket);
  // What came before the unreadable part was accepted, and is answered.
  if (owed?.req.complete && !socket.destroyed) return void owed.once('close', () => socket.destroy());
  // Nothing may be written into a response that is on its way.
  if (error.code !== 'ECONNRESET' && socket.writable && !owed?.headersSent) {
    socket.write(message((REFUSALS[error.code ?? ''] ?? malformedUrl)(), everywhere));
  }
  socket.destroy(error);
}

function message(refusal: Error, everywhere: readonly string[]): string {
  const { status, body } = errorAnswer(refusal)!;
  const text = JSON.stringify(body);
  const headers = [...everywhere, 'Content-Type', 'application/json; charset=utf-8', 'Cache-Control', 'no-store'];
  headers.push('Content-Length', String(Buffer.byteLength(text)), 'Connection', 'close');
  const lines = headers.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${headers[at + 1]!}\r\n`] : []));
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]!}\r\n${lines.join('')}\r\n${text}`;
}
