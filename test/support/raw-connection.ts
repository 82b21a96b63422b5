import { connect, type Socket } from 'node:net';
import { Answer } from './answer.js';

/** A connection on which a test sends bytes of its own choice, and reads whole responses in their order. */
export class RawConnection {
  readonly closed: Promise<void>;
  private received = Buffer.alloc(0);
  private arrived: Buffer[] = [];
  private arrivedLength = 0;
  private isClosed = false;
  private changed: () => void = () => undefined;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.arrived.push(chunk);
      this.arrivedLength += chunk.length;
      this.changed();
    });
    // A reset is an end like any other: what was received before it counts.
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) =>
      socket.once('close', () => {
        this.isClosed = true;
        this.changed();
        resolve();
      }),
    );
  }

  /** @param localAddress where it comes from, any of 127.0.0.0/8 */
  static open({ baseUrl }: { readonly baseUrl: string }, localAddress?: string): Promise<RawConnection> {
    const { hostname: host, port } = new URL(baseUrl);
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port: Number(port), ...(localAddress && { localAddress }) }, () =>
        resolve(new RawConnection(socket)),
      ).once('error', reject);
    });
  }

  /** Resolves once the bytes are handed to the system, or cannot be. */
  send(bytes: string | Buffer): Promise<void> {
    return new Promise((resolve) => this.socket.write(bytes, 'latin1', () => resolve()));
  }

  stopReading(): this {
    this.socket.pause();
    return this;
  }

  readAgain(): void {
    this.socket.resume();
  }

  /** Asks with GET and reads the whole response. */
  async get(path: string, headers = ''): Promise<Answer> {
    await this.send(`GET ${path} HTTP/1.1\r\nHost: ${this.host}\r\n${headers}\r\n`);
    return this.answer();
  }

  get host(): string {
    return `${this.socket.remoteAddress}:${this.socket.remotePort}`;
  }

  /** The next whole response. @throws when the connection closes before its end */
  async answer(method = 'GET'): Promise<Answer> {
    // Joining what came at every chunk would take a second of CPU time for a response of 10 MB.
    for (let needed = 1; ;) {
      if (this.received.length + this.arrivedLength >= needed || this.isClosed) {
        this.received = Buffer.concat([this.received, ...this.arrived.splice(0)]);
        this.arrivedLength = 0;
        const found = readAnswer(this.received, method);
        if (typeof found !== 'number') {
          this.received = this.received.subarray(found.length);
          return found.answer;
        }
        needed = found;
      }
      if (this.isClosed)
        throw new Error(`Closed before the end of a response: ${this.received.toString('latin1', 0, 2_000)}`);
      await new Promise<void>((resolve) => (this.changed = resolve));
    }
  }

  close(): Promise<void> {
    this.socket.destroy();
    return this.closed;
  }
}

/** The response at the start of `bytes` and its length, or while it is not whole: how many bytes it needs at least. */
function readAnswer(bytes: Buffer, method: string): { answer: Answer; length: number } | number {
  const headLength = bytes.indexOf('\r\n\r\n') + 4;
  if (headLength < 4) return bytes.length + 1;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, headLength - 4).split('\r\n');
  const status = Number(statusLine.split(' ')[1]);
  const headers: Record<string, string | string[]> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const [name, value] = [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    if (name === 'set-cookie') headers[name] = [...(headers[name] ?? []), value];
    else headers[name] = name in headers ? `${String(headers[name])}, ${value}` : value;
  }
  const rest = bytes.subarray(headLength);
  const bodiless = method === 'HEAD' || status === 304 || status === 204 || status < 200;
  const body = bodiless ? { bytes: Buffer.alloc(0), length: 0 } : readBody(rest, headers);
  if (typeof body === 'number') return headLength + body;
  return { answer: new Answer(status, headers, body.bytes.toString()), length: headLength + body.length };
}

function readBody(
  bytes: Buffer,
  headers: Record<string, string | string[]>,
): { bytes: Buffer; length: number } | number {
  if (headers['transfer-encoding'] !== 'chunked') {
    const length = Number(headers['content-length'] ?? 0);
    return bytes.length < length ? length : { bytes: bytes.subarray(0, length), length };
  }
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return bytes.length + 1;
    const size = parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const end = lineEnd + 2 + size;
    if (bytes.length < end + 2) return end + 2;
    if (size === 0) return { bytes: Buffer.concat(chunks), length: end + 2 };
    chunks.push(bytes.subarray(lineEnd + 2, end));
    at = end + 2;
  }
}
