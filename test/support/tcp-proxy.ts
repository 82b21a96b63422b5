import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { releaseAfterFile } from './release.js';

/** Whether the words still reach the other side before the line is cut. */
export type Cut = 'before they arrive' | 'after they are answered';

type CutOrder = { readonly words: string; readonly when: Cut; readonly answer: string; readonly done: () => void };

/** The service writes on these connections to PostgreSQL at any time. Their first message has their name. */
const BACKGROUND = ['toodat live', 'toodat rejected-presses'];

/**
 * A line between a client and a server, on a port of its own, that can be slow and can be cut at a chosen word. Words on
 * connections of `BACKGROUND` are not looked at.
 */
export class TcpProxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private cut: CutOrder | undefined;
  private changed: { readonly words: string; readonly by: string; readonly done: () => void } | undefined;
  private held: { readonly words: string; readonly done: (letGo: () => void) => void } | undefined;
  private delayMs: () => number = () => 0;

  private constructor(private target: { readonly host: string; readonly port: number }) {
    this.server = createServer((client) => this.join(client));
  }

  static async to(host: string, port: number): Promise<TcpProxy> {
    const proxy = new TcpProxy({ host, port });
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    releaseAfterFile(() => proxy.close());
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Holds everything that goes either way back for a random time between `least` and `most` milliseconds. */
  slow(least: number, most: number): void {
    this.delayMs = () => least + Math.random() * (most - least);
  }

  /**
   * Cuts the one connection on which a client next says these words.
   * @param answer what the answer says, where other answers may come before it
   * @returns once it is cut
   */
  cutAt(words: string, when: Cut, answer = ''): Promise<void> {
    return new Promise((done) => (this.cut = { words, when, answer, done }));
  }

  /**
   * Lets other words of the same length arrive, the next time that a client says these.
   * @returns once they are on their way
   */
  changeNext(words: string, by: string): Promise<void> {
    if (words.length !== by.length) throw new Error('The protocol counts bytes: words of another length end it.');
    return new Promise((done) => (this.changed = { words, by, done }));
  }

  /**
   * Holds back what one client says next, from these words on.
   * @returns once they are held: lets them go on
   */
  holdAt(words: string): Promise<() => void> {
    return new Promise((done) => (this.held = { words, done }));
  }

  /** The port of the other side. */
  get leadsTo(): number {
    return this.target.port;
  }

  /** Leads new connections to another server, as a host name does. Those that are open stay. */
  leadTo(port: number): void {
    this.target = { ...this.target, port };
  }

  /** Cuts all connections, as a proxy does that takes a server out. */
  cutAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private join(client: Socket): void {
    const server = connect(this.target);
    let doomed: ((chunk: Buffer) => boolean) | undefined;
    let isBackground: boolean | undefined;
    const end = (): void => void [client, server].forEach((socket) => socket.destroy());
    for (const socket of [client, server]) {
      this.sockets.add(socket.setNoDelay());
      socket.once('close', () => this.sockets.delete(socket));
      socket.once('close', end).on('error', end);
    }
    this.carry(client, async (chunk) => {
      isBackground ??= BACKGROUND.some((name) => chunk.includes(name));
      if (isBackground) return void server.write(chunk);
      await this.heldBack(chunk);
      if (this.cut && chunk.includes(this.cut.words)) {
        const { when, answer, done } = this.cut;
        this.cut = undefined;
        if (when === 'before they arrive') return void [end(), done()];
        doomed = (answered) => answered.includes(answer) && Boolean([end(), done()]);
      }
      server.write(this.changedIn(chunk));
    });
    this.carry(server, (chunk) => doomed?.(chunk) || client.write(chunk));
  }

  private async heldBack(chunk: Buffer): Promise<void> {
    if (!this.held || !chunk.includes(this.held.words)) return;
    const { done } = this.held;
    this.held = undefined;
    await new Promise<void>((letGo) => done(letGo));
  }

  private changedIn(chunk: Buffer): Buffer {
    const place = this.changed ? chunk.indexOf(this.changed.words) : -1;
    if (!this.changed || place < 0) return chunk;
    chunk.write(this.changed.by, place, 'latin1');
    this.changed.done();
    this.changed = undefined;
    return chunk;
  }

  /** In order, each chunk after its delay. */
  private carry(from: Socket, deliver: (chunk: Buffer) => unknown): void {
    let before: Promise<unknown> = Promise.resolve();
    from.on('data', (chunk: Buffer) => {
      const waitMs = this.delayMs();
      before = before.then(() => (waitMs > 0 ? delay(waitMs) : undefined)).then(() => deliver(chunk));
    });
  }

  private async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.cutAll();
    await closed;
  }
}
