import { Logger } from '@nestjs/common';
import type { Outage } from '../errors/unavailable.js';

const EVERY_MS = 1_000;

/** Logs that the database fails: at most one line a second, with counts, and one line when it answers again. */
export class OutageLog {
  private readonly logger = new Logger('Database');
  private counts = new Map<string, number>();
  private total = 0;
  private timer: NodeJS.Timeout | undefined;

  /** To be called for every request or task that failed because of it. */
  note({ kind, driverCode }: Outage): void {
    const name = `${kind} ${driverCode}`;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    this.total += 1;
    if (!this.timer) this.write();
  }

  /** The database was just read and written without a fault. */
  recovered(): void {
    if (this.total === 0 || this.counts.size > 0) return;
    this.logger.log(`The database answers again. ${this.total} requests failed.`);
    this.total = 0;
  }

  private write(): void {
    this.timer = undefined;
    if (this.counts.size === 0) return;
    const causes = [...this.counts].map(([name, count]) => `${count} × ${name}`);
    this.logger.error(`The database fails: ${causes.join(', ')}`);
    this.counts = new Map();
    this.timer = setTimeout(() => this.write(), EVERY_MS).unref();
  }
}

/** One for the process, since errors become answers in many places. */
export const outageLog = new OutageLog();
