import cluster, { type Worker } from 'node:cluster';
import type { AddressInfo } from 'node:net';
import { BackOff } from './back-off.js';
import { INVALID_SETTINGS } from './exit-codes.js';

type Address = Pick<AddressInfo, 'address' | 'port'>;

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
  private readonly listening = new Set<Worker>();
  private readonly bornAt = new Map<Worker, number>();
  /** Workers that are expected to end. */
  private readonly leaving = new Set<Worker>();
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
    cluster.on('exit', (worker, code, signal) => this.onExit(worker, code, signal));
  }

  start(): void {
    for (let n = 0; n < this.count; n++) this.fork();
  }

  /** Ends all workers, each after it has answered its requests. */
  stop(): void {
    this.isStopping = true;
    const workers = [...this.bornAt.keys()];
    if (workers.length === 0) this.report.ended(this.code);
    for (const worker of workers) this.end(worker);
  }

  /**
   * Replaces the workers one by one: the old one ends when the new one accepts requests, so the service is never short of
   * a worker. If a new one does not start, the old ones stay.
   */
  async replaceAll(): Promise<void> {
    if (this.isReplacing || this.isStopping) return;
    this.isReplacing = true;
    this.report.log(`Replacing ${this.count} workers, one by one.`);
    const old = [...this.bornAt.keys()].filter((worker) => !this.leaving.has(worker));
    for (const worker of old) {
      if (this.isStopping) break;
      if (!(await this.startsListening(this.fork()))) {
        this.report.log('A new worker did not start. The remaining workers are not replaced.');
        break;
      }
      await this.ends(worker);
    }
    this.isReplacing = false;
    if (!this.isStopping) this.report.log('Replacing workers has ended.');
  }

  private fork(): Worker {
    const worker = cluster.fork();
    this.bornAt.set(worker, performance.now());
    return worker;
  }

  private onListening(worker: Worker, at: Address): void {
    this.listening.add(worker);
    if (this.isReady || this.listening.size < this.count) return;
    this.isReady = true;
    this.report.ready(at);
  }

  private onExit(worker: Worker, code: number | null, signal: string | null): void {
    const livedMs = performance.now() - this.bornAt.get(worker)!;
    const wasListening = this.listening.delete(worker);
    this.bornAt.delete(worker);
    if (this.leaving.delete(worker)) this.afterLeaving(code);
    else if (code === INVALID_SETTINGS) this.giveUp();
    else if (!this.isStopping && !(this.isReplacing && !wasListening)) this.forkLater(worker, code ?? signal, livedMs);
    if (this.isStopping && this.bornAt.size === 0) this.report.ended(this.code);
  }

  private afterLeaving(code: number | null): void {
    if (code !== 0) this.code = 1;
  }

  private giveUp(): void {
    this.code = 1;
    if (!this.isStopping) this.stop();
  }

  private forkLater(worker: Worker, reason: number | string | null, livedMs: number): void {
    const delayMs = this.backOff.delayAfter(livedMs);
    this.report.log(
      `Worker ${worker.process.pid} ended with ${reason ?? 'no code'}. Another one starts in ${delayMs / 1000} s.`,
    );
    setTimeout(() => {
      if (!this.isStopping) this.fork();
    }, delayMs);
  }

  private async startsListening(worker: Worker): Promise<boolean> {
    if (this.listening.has(worker)) return true;
    return new Promise((resolve) => {
      worker.once('listening', () => resolve(true));
      worker.once('exit', () => resolve(false));
    });
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
