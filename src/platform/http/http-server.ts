import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { owedResponse } from './connections.js';

/** nginx keeps idle connections to us for 60 s; ours must outlast them, or it sends a request into a closing one. */
const KEEP_ALIVE_MS = 75_000;

/**
 * A client that reads nothing of its response for so long is cut off. Node looks twice: whether anything
 * was taken of a response that stands in the queue it knows only from the time before.
 */
const STALLED_MS = 15_000;

/** Node looks for connections that are over their limits this often, instead of every 30 s. */
const CHECK_LIMITS_EVERY_MS = 1_000;

/** The bare server: its limits for slow clients, and no answer of its own where ours has the form of the contract. */
export function httpServer(listener: RequestListener): Server {
  const server = createServer(
    {
      headersTimeout: 15_000,
      requestTimeout: 30_000,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: CHECK_LIMITS_EVERY_MS,
      // The host check refuses a request without Host, in words.
      requireHostHeader: false,
    },
    listener,
  );
  server.timeout = STALLED_MS;
  server.on('timeout', (socket: Socket) => {
    const response = owedResponse(socket);
    // Without a reset, the system would go on to keep what this client does not read.
    if (response?.writableEnded) socket.resetAndDestroy();
    else if (!response) socket.destroy();
  });
  // Node would answer 417 without a body to an expectation that it does not know; RFC 9110 lets us ignore it.
  return server.on('checkExpectation', listener);
}
