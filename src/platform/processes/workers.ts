import cluster, { type Worker } from 'node:cluster';
import type { AddressInfo } from 'node:net';
import { BackOff } from './back-off.js';
import { INVALID_SETTINGS } from './exit-codes.js';

/** A new worker that does not accept requests after this time is ended, and counts as one that did not start. */
const START_MS = 60_000;

type Address = Pick<AddressInfo, 'address' | 'port'>;
type Reason = number | string | null;

/** What `Workers` reports. */
export type WorkersReport = {
  /** All workers accept requests, for the first time. */
  readonly ready: (at: Address) => void;
  readonly log: (message: string) => void;
  /** The service has ended. 0: every worker answered its requests and ended as asked. */
  readonly ended: (code: number) => void;
};

/**
 * Keeps a number of worker processes running, which share one port. The primary process uses it; it serves no request, so
 * nothing that a request does can end it.
 */
export class Workers {
  private readonly backOff = new BackOff();
  private readonly bornAt = new Map<Worker, number>();
  private readonly listening = new Set<Worker>();
  /** Workers that are expected to end. */
  private readonly leaving = new Set<Worker>();
  /** The worker that `replaceAll` is starting. It may fail without being started again. */
  private replacement: Worker | undefined;
  private isReady = false;
  private isStopping = false;
  private isReplacing = false;
  private code = 0;

  /** @param stopMs a worker that has not ended so long after SIGTERM is killed */
  constructor(
    private readonly count: number,
    private readonly stopMs: number,
    private readonly report: WorkersReport,
  ) {
    cluster.on('listening', (worker, { address, port }) => this.onListening(worker, { address, port }));
    cluster.on('exit', (worker, code, signal) => this.onExit(worker, code ?? signal));
  }

  start(): void {
    this.fill();
  }

  /** Ends all workers, each after it has answered its requests. */
  stop(code = 0): void {
    if (this.isStopping) return;
    this.isStopping = true;
    this.code = code;
    for (const worker of this.bornAt.keys()) this.end(worker);
    if (this.bornAt.size === 0) this.report.ended(this.code);
  }

  /**
   * Replaces the workers one by one: the old one ends when the new one accepts requests, so the service is never short of
   * a worker. If a new one does not start, the old ones stay.
   */
  async replaceAll(): Promise<void> {
    if (this.isReplacing || this.isStopping) return;
    this.isReplacing = true;
    this.report.log(`Replacing ${this.count} workers, one by one.`);
    for (const old of [...this.bornAt.keys()].filter((worker) => !this.leaving.has(worker))) {
      if (this.isStopping) break;
      // It may have ended meanwhile, and was started again then.
      if (!this.bornAt.has(old)) continue;
      if (!(await this.startReplacement())) {
        this.report.log('A new worker did not start. The remaining workers are not replaced.');
        break;
      }
      await this.ends(old);
    }
    this.isReplacing = false;
    if (this.isStopping) return;
    this.fill();
    this.report.log('Replacing workers has ended.');
  }

  /** Starts workers until there are enough. */
  private fill(): void {
    const missing = this.count - (this.bornAt.size - this.leaving.size);
    for (let n = 0; n < missing && !this.isStopping; n++) this.fork();
  }

  private fork(): Worker | undefined {
    try {
      const worker = cluster.fork();
      this.bornAt.set(worker, performance.now());
      // Also the error of a message to a worker that has just ended. Without a listener it would end this process.
      worker.on('error', (error: NodeJS.ErrnoException) => this.onError(worker, error));
      return worker;
    } catch (error) {
      this.fillLater(`A worker did not start (${(error as Error).message}).`, 0);
      return undefined;
    }
  }

  private onListening(worker: Worker, at: Address): void {
    this.listening.add(worker);
    if (this.isReady || this.listening.size < this.count) return;
    this.isReady = true;
    this.report.ready(at);
  }

  /** A process that could not be started has no id, and does not exit. */
  private onError(worker: Worker, { code, message }: NodeJS.ErrnoException): void {
    if (worker.process.pid === undefined) this.onExit(worker, code ?? message);
  }

  private onExit(worker: Worker, reason: Reason): void {
    const livedMs = performance.now() - (this.bornAt.get(worker) ?? performance.now());
    if (!this.bornAt.delete(worker)) return;
    const wasListening = this.listening.delete(worker);
    const wasAsked = this.leaving.delete(worker);
    if (this.isStopping) return this.afterStopping(wasListening && reason !== 0);
    if (wasAsked || (worker === this.replacement && !wasListening)) return;
    if (!this.isReady && reason === INVALID_SETTINGS) return this.stop(1);
    this.fillLater(`Worker ${worker.process.pid ?? ''} ended with ${reason ?? 'no code'}.`, livedMs);
  }

  /** A worker that did not listen yet had no request to answer, so it may end in any way. */
  private afterStopping(hasFailed: boolean): void {
    if (hasFailed) this.code = 1;
    if (this.bornAt.size === 0) this.report.ended(this.code);
  }

  private fillLater(reason: string, livedMs: number): void {
    const delayMs = this.backOff.delayAfter(livedMs);
    this.report.log(`${reason} Another one starts in ${delayMs / 1000} s.`);
    setTimeout(() => this.fill(), delayMs);
  }

  private async startReplacement(): Promise<boolean> {
    const worker = this.fork();
    if (!worker) return false;
    this.replacement = worker;
    const timer = setTimeout(() => worker.process.kill('SIGKILL'), START_MS);
    const isListening = await new Promise<boolean>((resolve) => {
      worker.once('listening', () => resolve(true));
      worker.once('exit', () => resolve(false));
      worker.once('error', () => resolve(worker.process.pid !== undefined));
    });
    clearTimeout(timer);
    this.replacement = undefined;
    return isListening;
  }

  private async ends(worker: Worker): Promise<void> {
    if (worker.isDead()) return;
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    this.end(worker);
    await ended;
  }

  private end(worker: Worker): void {
    if (this.leaving.has(worker)) return;
    this.leaving.add(worker);
    worker.process.kill('SIGTERM');
    setTimeout(() => worker.process.kill('SIGKILL'), this.stopMs).unref();
  }
}
