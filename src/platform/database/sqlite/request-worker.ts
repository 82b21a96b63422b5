import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { unavailable, type Outage } from '../../errors/unavailable.js';

type Pending<Reply> = { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void };

const ENDED: Outage = { kind: 'lost', driverCode: 'THREAD_ENDED' };

/**
 * The same young generation as `--max-semi-space-size=64` in package.json sets, for a process that was started without that
 * option. V8's young generation is three times the semi-space.
 */
const YOUNG_GENERATION_MB = 3 * 64;

/**
 * A worker thread that answers one request at a time. The thread must send 'ready' after it has started, then one reply for
 * each request, and must end after the message 'close'. If it ends by itself, the next request starts a new one.
 */
export class RequestWorker<Request, Reply> {
  private readonly logger = new Logger(RequestWorker.name);
  private thread: Promise<Worker> | undefined;
  private pending: Pending<Reply> | undefined;
  private isClosed = false;

  /** @param name of the thread in the log @param entry the thread's script */
  constructor(
    private readonly name: string,
    private readonly entry: string,
    private readonly workerData: unknown,
  ) {}

  /** @throws the thread's error if it cannot start */
  async start(): Promise<void> {
    await (this.thread ??= this.launch());
  }

  /**
   * @throws DomainError `UNAVAILABLE` if the thread cannot start or ends before it replies. It is then unknown whether it
   *   executed the request
   */
  async ask(request: Request): Promise<Reply> {
    if (this.isClosed) throw unavailable();
    const thread = await (this.thread ??= this.launch()).catch(() => undefined);
    if (!thread) throw unavailable(ENDED);
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject };
      thread.postMessage(request);
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const thread = await this.thread?.catch(() => undefined);
    if (!thread) return;
    const ended = once(thread, 'exit');
    thread.postMessage('close');
    await ended;
  }

  private launch(): Promise<Worker> {
    const thread = new Worker(this.entry, {
      workerData: this.workerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    return new Promise((resolve, reject) => {
      thread.once('message', () => {
        thread.on('message', (reply: Reply) => this.pending?.resolve(reply));
        resolve(thread);
      });
      thread.on('error', (error) => {
        this.logger.error(`${this.name} failed`, error.stack);
        reject(error);
      });
      thread.once('exit', () => {
        this.thread = undefined;
        this.pending?.reject(unavailable(ENDED));
        reject(new Error(`${this.name} ended before it was ready.`));
      });
    });
  }
}
