import { connect } from 'node:net';
import { readAnswer } from './answer.js';

const REOPEN_MS = 5;

/**
 * One keep-alive connection that sends the next request when the response to the previous one is complete.
 *
 * `handler.next()` returns the next `{ text, sequence }`, or undefined to stop. `handler.answered(sequence, answer, bytes,
 * microseconds)` or `handler.broken(sequence, error)` is called after each request.
 */
export class Connection {
  constructor(port, handler) {
    this.port = port;
    this.handler = handler;
    this.request = undefined;
    this.received = undefined;
    this.sentAt = 0;
    /** Resolves when the connection has ended. */
    this.done = new Promise((resolve) => (this.finish = resolve));
    this.open();
  }

  open() {
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    this.socket = socket;
    socket.on('connect', () => this.send());
    socket.on('data', (bytes) => this.receive(bytes));
    socket.on('error', (error) => (this.failure = error));
    socket.on('close', () => this.closed());
  }

  send() {
    this.request = this.handler.next();
    if (!this.request) return this.socket.end();
    this.sentAt = performance.now();
    this.socket.write(this.request.text, 'latin1');
  }

  receive(chunk) {
    const bytes = this.received ? Buffer.concat([this.received, chunk]) : chunk;
    let answer;
    try {
      answer = readAnswer(bytes);
    } catch (error) {
      this.failure = error;
      return this.socket.destroy();
    }
    this.received = answer ? undefined : bytes;
    if (!answer) return;
    const { sequence } = this.request;
    this.request = undefined;
    this.handler.answered(sequence, answer, bytes, (performance.now() - this.sentAt) * 1000);
    this.send();
  }

  closed() {
    const lost = this.request;
    this.request = undefined;
    this.received = undefined;
    if (lost) this.handler.broken(lost.sequence, this.failure ?? new Error('closed without a response'));
    else if (this.failure) this.handler.broken(undefined, this.failure);
    this.failure = undefined;
    if (this.handler.open) setTimeout(() => this.open(), REOPEN_MS);
    else this.finish();
  }
}
