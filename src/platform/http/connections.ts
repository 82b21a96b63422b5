import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The open connections of a server, and what each of them waits for. */
export class Connections {
  private readonly sockets = new Set<Socket>();

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    // Node's own, which `close` calls, also cuts responses that are written but not yet read by their client.
    server.closeIdleConnections = () => this.closeIdle();
  }

  /**
   * Closes those that owe no answer, also those that never sent a byte, or no whole head of a request, which Node's
   * `closeIdleConnections` leaves open.
   */
  closeIdle(): void {
    for (const socket of this.sockets) if (!owedResponse(socket)) socket.destroy();
  }

  /** Closes those that wait for their client: to send the rest of its request, or to read its response. */
  closeWaitingForClient(): void {
    for (const socket of this.sockets) if (!waitsForUs(socket)) socket.destroy();
  }
}

/** Whether a whole request came on this connection whose answer is not written yet. */
function waitsForUs(socket: Socket): boolean {
  const response = owedResponse(socket);
  return response !== undefined && response.req.complete && !response.writableEnded;
}

/**
 * The response that this connection waits for: the oldest one, since responses leave in the order of the requests. Node
 * has no public name for it; counting responses ourselves would cost each request more than its share.
 */
export function owedResponse(socket: Socket): ServerResponse | undefined {
  return (socket as { _httpMessage?: ServerResponse | null })._httpMessage ?? undefined;
}
