import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { pendingResponse, waitsForReader } from './connections.js';

/** Longer than nginx's 60 s. Otherwise nginx could send a request on a connection that this server is just closing. */
const KEEP_ALIVE_MS = 75_000;

/**
 * A connection without any transfer for this time is closed, such as that of a client that does not read its response. While
 * data is buffered, Node checks its progress only when the timer expires, so closing may take up to twice as long.
 */
const STALLED_MS = 15_000;

/** Interval in which Node checks the time limits of requests. Its default is 30 s. */
const CHECK_LIMITS_EVERY_MS = 1_000;

/** Creates the server with time limits for slow clients. Errors that Node would answer itself are left to the service. */
export function httpServer(listener: RequestListener): Server {
  const server = createServer(
    {
      headersTimeout: 15_000,
      requestTimeout: 30_000,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: CHECK_LIMITS_EVERY_MS,
      // The host check refuses a request without Host, with a JSON body.
      requireHostHeader: false,
    },
    listener,
  );
  server.timeout = STALLED_MS;
  server.on('timeout', (socket: Socket) => {
    // A reset makes the operating system discard the data that the client does not read.
    if (waitsForReader(socket)) socket.resetAndDestroy();
    else if (!pendingResponse(socket)) socket.destroy();
  });
  // Node would answer an unknown `Expect` header with 417 and no body. RFC 9110 allows to ignore the header.
  return server.on('checkExpectation', listener);
}
