import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ExclusiveReads } from '../exclusive-reads.js';
import type { Row } from '../sql/statement.js';
import type { ProcessReply } from './read.process.js';

const ENTRY = join(import.meta.dirname, 'read.process.js');

/** A statement that takes longer is ended. */
const LIMIT_MS = 10 * 60_000;

/** Reads in a process of their own, which is killed at the end: SQLite's reads leave nothing behind. */
export class SqliteExclusiveReads implements ExclusiveReads {
  private readonly child: ChildProcess;
  private reject: ((error: Error) => void) | undefined;

  constructor(file: string) {
    // It needs neither the settings nor the options of this process.
    this.child = fork(ENTRY, [file], { execArgv: [], env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.child.on('error', (error) => this.reject?.(error));
    this.child.once('exit', () => this.reject?.(new Error('The process that reads the database ended.')));
  }

  async rows(sql: string): Promise<Row[]> {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), LIMIT_MS).unref();
    try {
      const reply = await this.ask(sql);
      if ('rows' in reply) return reply.rows;
      throw Object.assign(new Error(reply.message), { code: reply.code });
    } finally {
      clearTimeout(timer);
      this.reject = undefined;
      this.child.removeAllListeners('message');
    }
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null || this.child.pid === undefined) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  private ask(sql: string): Promise<ProcessReply> {
    return new Promise((resolve, reject) => {
      this.reject = reject;
      this.child.once('message', (reply: ProcessReply) => resolve(reply));
      // The callback takes the error if the process has just ended.
      this.child.send(sql, (error) => error && reject(error));
    });
  }
}
