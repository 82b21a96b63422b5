import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The open connections of a server. A stop closes those that the service does not have to wait for. */
export class Connections {
  private readonly sockets = new Set<Socket>();
  /** Whether connections without a request stay open for now. */
  keepIdle = false;

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    // `server.close` calls this method. Node's own version also closes connections whose client is still reading a response.
    server.closeIdleConnections = () => this.closeIdle();
  }

  /**
   * Closes connections without a pending response. Unlike Node's `closeIdleConnections`, this includes connections that have
   * sent nothing or an incomplete head.
   */
  closeIdle(): void {
    if (this.keepIdle) return;
    for (const socket of this.sockets) if (!pendingResponse(socket)) socket.destroy();
  }

  /** Closes connections whose client still has to send the rest of its request or to read its response. */
  closeWaitingForClient(): void {
    for (const socket of this.sockets) if (!waitsForService(socket)) socket.destroy();
  }
}

/** Whether the connection has a complete request, and the service has yet to write the next part of the response. */
function waitsForService(socket: Socket): boolean {
  return pendingResponse(socket)?.req.complete === true && !waitsForReader(socket);
}

/** Whether the client has not read all of what was written; of a streamed response, the rest is written only then. */
export const waitsForReader = (socket: Socket): boolean =>
  socket.writableLength > 0 || pendingResponse(socket)?.writableEnded === true;

/**
 * The oldest unfinished response of the connection; responses are sent in the order of the requests. Node has no public
 * property for it, and tracking responses here would make every request slower.
 */
export function pendingResponse(socket: Socket): ServerResponse | undefined {
  return (socket as { _httpMessage?: ServerResponse | null })._httpMessage ?? undefined;
}
