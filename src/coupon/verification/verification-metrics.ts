import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Settings } from '../../platform/config/settings.js';
import { BackgroundReads } from '../../platform/database/background-reads.js';
import { rowsForMetrics } from '../../platform/metrics/rows-for-metrics.js';
import { lastRunOf, READ_RUN, type LastRun } from './verification-run.statements.js';

/**
 * The last verification, whichever process did it: each reads its row, so the values are the same everywhere and stay after
 * that process has ended. Without VERIFY_MINUTES there are none.
 */
@Injectable()
export class VerificationMetrics implements OnApplicationBootstrap {
  private last: LastRun | undefined;
  private readAt = 0;
  private reading: Promise<LastRun | undefined> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly reads: BackgroundReads,
  ) {}

  onApplicationBootstrap(): void {
    const { verifyMs } = this.settings;
    if (verifyMs === undefined) return;
    const read = (): Promise<LastRun | undefined> => this.read();
    const ageMs = (last: LastRun | undefined): number => this.ageMs(last);
    new Gauge({
      name: 'toodat_verification_findings',
      help: 'Rows that break a rule of the database, found by the last verification. 0: the rule holds.',
      labelNames: ['check'] as const,
      aggregator: 'max',
      async collect() {
        this.reset();
        for (const [check, rows] of Object.entries((await read())?.findings ?? {})) this.set({ check }, rows);
      },
    });
    new Gauge({
      name: 'toodat_verification_age_seconds',
      help: 'Time since the last verification was completed; before the first one, since the start of this process.',
      aggregator: 'min',
      async collect() {
        this.set(ageMs(await read()) / 1000);
      },
    });
    new Gauge({
      name: 'toodat_verification_seconds',
      help: 'How long the last verification took. 0 before the first one.',
      aggregator: 'max',
      async collect() {
        this.set(((await read())?.durationMs ?? 0) / 1000);
      },
    });
    new Gauge({
      name: 'toodat_verification_interval_seconds',
      help: 'VERIFY_MINUTES, in seconds.',
      aggregator: 'max',
    }).set(verifyMs / 1000);
  }

  private ageMs(last: LastRun | undefined): number {
    return last ? Math.max(0, last.ageMs + performance.now() - this.readAt) : 1000 * process.uptime();
  }

  /** All gauges are collected together and share one read. While the database cannot be read, the last result stays. */
  private read(): Promise<LastRun | undefined> {
    return (this.reading ??= this.readNow().finally(() => (this.reading = undefined)));
  }

  private async readNow(): Promise<LastRun | undefined> {
    const rows = await rowsForMetrics(this.reads, READ_RUN);
    if (!rows) return this.last;
    this.readAt = performance.now();
    return (this.last = lastRunOf(rows));
  }
}
