import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Given, Order, Progress } from './checkpoint.thread.js';
import type { WriteLock } from './write-lock.js';

const ENTRY = join(import.meta.dirname, 'checkpoint.thread.js');

/** How often it looks how long the log is. */
const EVERY_MS = 100;

/**
 * The log starts anew, instead of growing, when a writer finds all of it copied. In a rush that moment must be made.
 * The longer it may grow, the fewer copies of the same page are carried. 10,000 pages are 40 MB.
 */
const START_ANEW_PAGES = 10_000;

/** So few pages are copied while everybody waits: a few milliseconds. */
const REST_PAGES = 300;

/** How often what is left is copied before everybody waits for the rest of it. Each time there is less. */
const ROUNDS = 3;

/** What a thread that is gone has to say; nobody who writes may wait for it. */
const NOTHING: Progress = { log: 0, behind: 0 };

/**
 * Copies SQLite's log into the database file, on a thread of its own, while everybody goes on writing. Left to SQLite,
 * it is done inside the COMMIT that fills the log; with millions of rows that takes 80 ms, in which nobody is answered.
 */
export class Checkpointer implements OnApplicationShutdown {
  private readonly logger = new Logger(Checkpointer.name);
  private readonly thread: Worker;
  private readonly ended: Promise<void>;
  private answered: ((progress: Progress) => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isEnding = false;

  constructor(
    file: string,
    private readonly writeLock: WriteLock,
  ) {
    // Never closed: closing any descriptor of the file takes away the locks that SQLite has on it in this process.
    const given: Given = { file, descriptor: openSync(file, 'r') };
    this.thread = new Worker(ENTRY, { workerData: given });
    this.thread.on('message', (progress: Progress) => this.answered?.(progress));
    // Then the writers do it, later: `FALLBACK_PAGES`.
    this.thread.on('error', (error) => this.logger.error('the thread that copies the log broke', error.stack));
    this.ended = new Promise((resolve) => {
      this.thread.once('exit', () => {
        this.isEnding = true;
        this.answered?.(NOTHING);
        resolve();
      });
    });
    this.later();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isEnding = true;
    clearTimeout(this.timer);
    this.thread.postMessage('close' satisfies Order);
    await this.ended;
  }

  private later(): void {
    if (!this.isEnding) this.timer = setTimeout(() => void this.keepUp().then(() => this.later()), EVERY_MS);
  }

  private async keepUp(): Promise<void> {
    const { log, behind } = await this.ask('look');
    if (log < START_ANEW_PAGES || behind === 0) return;
    let left = behind;
    for (let round = 0; round < ROUNDS && left > REST_PAGES; round++) left = (await this.ask('copy')).behind;
    await this.writeLock.acquire(() => this.ask('finish'));
  }

  private ask(order: Order): Promise<Progress> {
    if (this.isEnding) return Promise.resolve(NOTHING);
    return new Promise((resolve) => {
      this.answered = resolve;
      this.thread.postMessage(order);
    });
  }
}
