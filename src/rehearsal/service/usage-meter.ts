import { cpus } from 'node:os';
import { busiest, threadTimes } from './thread-times.js';
import { readMetrics, type ServiceMetrics } from './service-metrics.js';

const SAMPLE_EVERY_MS = 500;

/** What was used between the opening of the event and the end of the presses. */
export type Usage = {
  readonly seconds: number;
  /** Seconds of all cores, and how many of them were busy. */
  readonly machine: { readonly busy: number; readonly total: number };
  /** CPU seconds of the busiest main thread of the service, and of its busiest other thread; undefined without /proc. */
  readonly mainThread: number | undefined;
  readonly otherThread: number | undefined;
  /** CPU seconds of this command, which sends the presses. */
  readonly generator: number;
  /** How much a metric of the service has increased. */
  readonly increase: (metric: string) => number;
  /** The share of the samples in which a transaction waited for a connection. */
  readonly waitedForConnection: number;
};

type Reading = {
  readonly at: number;
  readonly machine: Usage['machine'];
  readonly threads: ReturnType<typeof threadTimes>;
  readonly generator: number;
  readonly metrics: ServiceMetrics | undefined;
};

/** Measures the service, this machine and this command during the rush. */
export class UsageMeter {
  private readonly samples: ServiceMetrics[] = [];
  private timer: NodeJS.Timeout | undefined;
  private before: Reading | undefined;

  constructor(
    private readonly pid: number,
    private readonly metricsPort: number,
  ) {}

  /** Reads the metrics a moment before the opening, so that the service does not read them in the rush. */
  async start(openedAt: number): Promise<void> {
    const metrics = await readMetrics(this.metricsPort);
    setTimeout(() => {
      this.before = this.read(metrics);
      this.timer = setInterval(() => void this.sample(), SAMPLE_EVERY_MS).unref();
    }, openedAt - performance.now()).unref();
  }

  /** @returns undefined if the event did not open */
  async stop(): Promise<Usage | undefined> {
    clearInterval(this.timer);
    const { before } = this;
    const now = this.read(undefined);
    const metrics = await readMetrics(this.metricsPort);
    if (!before) return undefined;
    const all = metrics ? [...this.samples, metrics] : this.samples;
    const waiting = all.filter((sample) => (sample.get('toodat_database_connections_waiting') ?? 0) > 0);
    return {
      seconds: (now.at - before.at) / 1000,
      machine: {
        busy: now.machine.busy - before.machine.busy,
        total: now.machine.total - before.machine.total,
      },
      mainThread: before.threads && now.threads && busiest(before.threads.main, now.threads.main),
      otherThread: before.threads && now.threads && busiest(before.threads.others, now.threads.others),
      generator: now.generator - before.generator,
      increase: (metric) => (metrics?.get(metric) ?? 0) - (before.metrics?.get(metric) ?? 0),
      waitedForConnection: all.length === 0 ? 0 : waiting.length / all.length,
    };
  }

  private async sample(): Promise<void> {
    const metrics = await readMetrics(this.metricsPort);
    if (metrics) this.samples.push(metrics);
  }

  private read(metrics: ServiceMetrics | undefined): Reading {
    const { user, system } = process.cpuUsage();
    return {
      at: performance.now(),
      machine: machineTimes(),
      threads: threadTimes(this.pid),
      generator: (user + system) / 1e6,
      metrics,
    };
  }
}

function machineTimes(): Usage['machine'] {
  const times = cpus().map(({ times: { user, nice, sys, irq, idle } }) => ({ busy: user + nice + sys + irq, idle }));
  const busy = times.reduce((sum, one) => sum + one.busy, 0) / 1000;
  return { busy, total: busy + times.reduce((sum, one) => sum + one.idle, 0) / 1000 };
}
