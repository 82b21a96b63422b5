import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CheckpointThreadData, Order, Progress } from './checkpoint.thread.js';
import type { WriteLock } from './write-lock.js';

const ENTRY = join(import.meta.dirname, 'checkpoint.thread.js');

/** Interval between two looks at the length of the log. */
const INTERVAL_MS = 100;

/**
 * From this length on, the log is reset. SQLite overwrites the log from its start only if a writer finds all of it copied.
 * Under constant load this never happens by itself, so writers are stopped for the last part. The longer the log may grow,
 * the less often a page that changes frequently is copied. 10,000 pages are 40 MB.
 */
const RESET_PAGES = 10_000;

/** The last part of the log, which is copied while writers wait for a few milliseconds. */
const REST_PAGES = 300;

/** Maximum number of copies before writers must wait for the rest. Each copy leaves less. */
const ROUNDS = 3;

/** The answer after the thread has ended, so that no writer waits for it. */
const NOTHING: Progress = { log: 0, behind: 0 };

/**
 * Runs SQLite's checkpoints (copies the write-ahead log into the database file) on a worker thread, while others write. By
 * default, SQLite runs them inside a COMMIT. With millions of rows such a COMMIT takes 80 ms, and all other writers wait.
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
    // Never closed: when a process closes any descriptor of a file, POSIX releases all locks of the process on that file.
    const workerData: CheckpointThreadData = { file, descriptor: openSync(file, 'r') };
    this.thread = new Worker(ENTRY, { workerData });
    this.thread.on('message', (progress: Progress) => this.answered?.(progress));
    // Without the thread, COMMIT runs the checkpoints, as `FALLBACK_PAGES` says.
    this.thread.on('error', (error) => this.logger.error('the checkpoint thread failed', error.stack));
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
    if (!this.isEnding) this.timer = setTimeout(() => void this.keepUp().then(() => this.later()), INTERVAL_MS);
  }

  private async keepUp(): Promise<void> {
    const { log, behind } = await this.ask('look');
    if (log < RESET_PAGES || behind === 0) return;
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
