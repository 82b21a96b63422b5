import { connect, type Socket } from 'node:net';
import { readReply, type Reply } from './redis-reply.js';

type Waiting = { resolve: (reply: Reply) => void; reject: (reason: Error) => void };

/** One pipelined connection: the commands of one turn of the event loop are sent in one write. */
export class RedisConnection {
  private readonly socket: Socket;
  private readonly waiting: Waiting[] = [];
  private outgoing: string[] = [];
  private incoming: Buffer = Buffer.alloc(0);

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.socket.on('data', (bytes) => this.receive(bytes));
    this.socket.on('close', () => this.fail(new Error('Redis closed the connection')));
    this.socket.on('error', (error) => this.fail(error));
  }

  /** @throws Error with the message of an error reply */
  send(...words: (string | number)[]): Promise<Reply> {
    if (this.outgoing.length === 0) setImmediate(() => this.flush());
    this.outgoing.push(encode(words));
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  private flush(): void {
    this.socket.write(this.outgoing.join(''));
    this.outgoing = [];
  }

  private receive(bytes: Buffer): void {
    this.incoming = this.incoming.length > 0 ? Buffer.concat([this.incoming, bytes]) : bytes;
    let at = 0;
    for (;;) {
      const read = readReply(this.incoming, at);
      if (!read) break;
      at = read.end;
      const { resolve, reject } = this.waiting.shift()!;
      if (read.reply instanceof Error) reject(read.reply);
      else resolve(read.reply);
    }
    this.incoming = this.incoming.subarray(at);
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }
}

function encode(words: (string | number)[]): string {
  let text = `*${words.length}\r\n`;
  for (const word of words) text += `$${Buffer.byteLength(String(word))}\r\n${word}\r\n`;
  return text;
}
