import { Logger } from '@nestjs/common';
import type { Outage } from '../errors/unavailable.js';
import { countDatabaseFailure } from '../metrics/database-failures.js';

const INTERVAL_MS = 1_000;

/** Logs database failures: at most one line a second, with counts, and one line on recovery. */
export class OutageLog {
  private readonly logger = new Logger('Database');
  private counts = new Map<string, number>();
  private total = 0;
  /** The first request since the last line: the line names it as an example. */
  private requestId: string | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** Counts a request or a background task that failed because of the database. @param requestId undefined for a task */
  note({ kind, driverCode }: Outage, requestId?: string): void {
    const name = `${kind} ${driverCode}`;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    this.total += 1;
    countDatabaseFailure(kind);
    this.requestId ??= requestId;
    if (!this.timer) this.write();
  }

  /** Must be called after the database was read and written successfully. */
  recovered(): void {
    if (this.total === 0 || this.counts.size > 0) return;
    this.logger.log(`The database answers again. ${this.total} requests failed.`);
    this.total = 0;
  }

  private write(): void {
    this.timer = undefined;
    if (this.counts.size === 0) return;
    const causes = [...this.counts].map(([name, count]) => `${count} × ${name}`);
    this.logger.error(`The database fails: ${causes.join(', ')}`, ...this.example());
    this.counts = new Map();
    this.requestId = undefined;
    this.timer = setTimeout(() => this.write(), INTERVAL_MS).unref();
  }

  private example(): readonly object[] {
    return this.requestId === undefined ? [] : [{ request_id: this.requestId }];
  }
}

/** One instance for the process, because several modules turn database errors into responses. */
export const outageLog = new OutageLog();
