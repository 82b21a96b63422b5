import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { unavailable } from '../../errors/unavailable.js';
import { BackgroundReads } from '../background-reads.js';
import { databaseFailure } from '../database-failure.js';
import { readTooLong } from '../read-too-long.js';
import type { ReadJob, ReadReply } from './read.thread.js';
import type { Row, Statement } from '../sql/statement.js';

type Waiting = { readonly resolve: (reply: ReadReply) => void; readonly reject: (error: Error) => void };

const ENTRY = join(import.meta.dirname, 'read.thread.js');

/** In MB, 5 for each semi-space: rows are garbage as soon as they are sent, and would otherwise fill as much as for the service. */
const YOUNG_GENERATION_MB = 16;

/** Maximum wait for a reply. */
const LIMIT_MS = 5_000;

/** Reads on a worker thread with a read-only connection. The thread starts with the first read. */
export class SqliteBackgroundReads extends BackgroundReads implements OnApplicationShutdown {
  private readonly logger = new Logger(SqliteBackgroundReads.name);
  private readonly waiting = new Map<number, Waiting>();
  private thread: Worker | undefined;
  private lastId = 0;

  constructor(private readonly file: string) {
    super();
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.thread) return;
    const ended = once(this.thread, 'exit');
    this.thread.postMessage('close');
    await ended;
  }

  override async all(statements: readonly Statement[]): Promise<Row[][]> {
    const job: ReadJob = { id: ++this.lastId, before: Date.now() + LIMIT_MS, statements };
    const thread = (this.thread ??= this.launch());
    const timer = setTimeout(() => this.waiting.get(job.id)?.reject(readTooLong()), LIMIT_MS);
    try {
      const reply = await new Promise<ReadReply>((resolve, reject) => {
        this.waiting.set(job.id, { resolve, reject });
        thread.postMessage(job);
      });
      if ('rows' in reply) return reply.rows;
      throw 'late' in reply ? readTooLong() : failure(reply);
    } finally {
      clearTimeout(timer);
      this.waiting.delete(job.id);
    }
  }

  private launch(): Worker {
    const thread = new Worker(ENTRY, {
      workerData: this.file,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    thread.on('message', (reply: ReadReply) => this.waiting.get(reply.id)?.resolve(reply));
    thread.on('error', (error) => this.logger.error('the reading thread failed', error.stack));
    // The next read starts a new thread.
    thread.once('exit', () => {
      this.thread = undefined;
      for (const { reject } of this.waiting.values()) reject(unavailable());
    });
    return thread;
  }
}

function failure({ code, message }: { code: string; message: string }): Error {
  const error = Object.assign(new Error(message), { code });
  return databaseFailure(error) ? unavailable() : error;
}
