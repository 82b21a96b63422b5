import { connect, type Socket } from 'node:net';
import { readResponse, type HttpResponse } from './http-response.js';

/** Told when a press is over, one way or the other; the connection can press again then. */
export type PressHandler = {
  answered(connection: PressConnection, response: HttpResponse, sentAt: number): void;
  /** Without a complete response. */
  broken(connection: PressConnection): void;
};

/** One keep-alive connection to the service on this machine, which sends one press at a time. */
export class PressConnection {
  private socket: Socket | undefined;
  private received: Buffer | undefined;
  private sentAt: number | undefined;

  constructor(
    private readonly port: number,
    private readonly handler: PressHandler,
  ) {
    this.open();
  }

  /** @param request the text of a whole request */
  press(request: string): void {
    this.sentAt = performance.now();
    (this.socket ?? this.open()).write(request, 'latin1');
  }

  close(): void {
    this.socket?.destroy();
  }

  private open(): Socket {
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    socket.on('data', (bytes) => this.receive(bytes));
    // `close` follows.
    socket.on('error', () => undefined);
    socket.on('close', () => this.closed(socket));
    return (this.socket = socket);
  }

  private receive(chunk: Buffer): void {
    const bytes = this.received ? Buffer.concat([this.received, chunk]) : chunk;
    try {
      const response = readResponse(bytes);
      this.received = response ? undefined : bytes;
      if (response) this.settle((sentAt) => this.handler.answered(this, response, sentAt));
    } catch {
      this.socket?.destroy();
    }
  }

  private closed(socket: Socket): void {
    if (this.socket !== socket) return;
    this.socket = undefined;
    this.received = undefined;
    this.settle(() => this.handler.broken(this));
  }

  private settle(tell: (sentAt: number) => void): void {
    const { sentAt } = this;
    this.sentAt = undefined;
    if (sentAt !== undefined) tell(sentAt);
  }
}
