import { connect } from 'node:net';
import { readAnswer } from './answer.js';

/**
 * One keep-alive connection that is idle between its requests. After each response it adds itself to `handler.idle`, and
 * `handler.answered(sequence, answer, bytes, microseconds, sentAt)` or `handler.broken(sequence, error)` is called.
 */
export class WaitingConnection {
  constructor(port, handler) {
    this.port = port;
    this.handler = handler;
  }

  /** @param dueAt when the request should have been sent, of `performance.now()` */
  send(request, dueAt) {
    this.request = request;
    this.dueAt = dueAt;
    this.sentAt = performance.now();
    if (!this.socket) this.openSocket();
    this.socket.write(request.text, 'latin1');
  }

  /** Opens the connection. Resolves after a first answer: a connection that was not accepted yet seems open, too. */
  async open() {
    this.openSocket();
    this.socket.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    await new Promise((resolve) => this.socket.once('data', resolve));
    this.received = undefined;
  }

  /** `done` resolves when no request is under way. */
  finished() {
    const done = new Promise((resolve) => (this.finish = resolve));
    if (!this.request) this.finish();
    return { socket: this, done: done.then(() => this.destroy()) };
  }

  destroy() {
    this.socket?.destroy();
  }

  openSocket() {
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    this.socket = socket;
    socket.on('data', (bytes) => this.receive(bytes));
    socket.on('error', (error) => (this.failure = error));
    socket.on('close', () => this.closed(socket));
  }

  receive(chunk) {
    const bytes = this.received ? Buffer.concat([this.received, chunk]) : chunk;
    const answer = readAnswer(bytes);
    this.received = answer ? undefined : bytes;
    if (!answer || !this.request) return;
    const { sequence } = this.request;
    this.request = undefined;
    this.handler.answered(sequence, answer, bytes, (performance.now() - this.dueAt) * 1000, this.sentAt);
    this.rest();
  }

  closed(socket) {
    if (this.socket !== socket) return;
    this.socket = undefined;
    this.received = undefined;
    const lost = this.request;
    if (!lost) return;
    this.request = undefined;
    this.handler.broken(lost.sequence, this.failure ?? new Error('closed without a response'));
    this.rest();
  }

  rest() {
    if (this.finish) this.finish();
    else this.handler.idle.push(this);
  }
}
