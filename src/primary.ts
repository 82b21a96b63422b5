import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { loadSettings } from './platform/config/environment.js';
import { publishMetricsOfWorkers } from './platform/metrics/process-metrics.js';
import { announce } from './platform/observability/announcement.js';
import { onStopSignal } from './platform/observability/stop-signals.js';
import { Workers } from './platform/processes/workers.js';

const PREPARATION = join(import.meta.dirname, 'prepare.js');

/** Longer than a worker waits for its requests after it was drained (`shutdown.ts`). */
const CLOSE_MS = 15_000;

/**
 * Prepares the database once, and starts `WORKERS` processes that serve requests. This process loads neither Nest nor
 * TypeORM. On SIGTERM and Ctrl-C it ends the workers, on SIGHUP it replaces them one by one.
 */
export async function start(): Promise<void> {
  try {
    await open();
  } catch (error) {
    process.stderr.write(`Toodat did not start. ${(error as Error).message}\n`);
    process.exit(1);
  }
}

async function open(): Promise<void> {
  const settings = loadSettings();
  const { workers: count, production, host, drainMs, metrics } = settings;
  let isStopping = false;
  let stop = (): void => void preparation.kill('SIGTERM');
  onStopSignal(() => {
    isStopping = true;
    stop();
  });
  // Until the workers run there is nothing to replace.
  let replace = (): void => undefined;
  process.on('SIGHUP', () => replace());
  const preparation = spawn(process.execPath, [...process.execArgv, PREPARATION], { stdio: 'inherit' });
  const [code] = (await once(preparation, 'exit')) as [number | null];
  if (isStopping) process.exit(0);
  if (code !== 0) process.exit(code ?? 1);

  const workers = new Workers(count, drainMs + CLOSE_MS, {
    ready: ({ port }) => announce(`http://${host.includes(':') ? `[${host}]` : host}:${port}`, settings),
    log: (message) => log(message, production),
    ended: (code) => process.exit(code),
  });
  stop = () => workers.stop();
  replace = () => void workers.replaceAll();
  await publishMetricsOfWorkers(metrics, count);
  workers.start();
}

/** Writes a line in the form of Nest's logger, which this process does not load. */
function log(message: string, json: boolean): void {
  const line = { level: 'warn', pid: process.pid, timestamp: Date.now(), message, context: 'Workers' };
  process.stderr.write(json ? `${JSON.stringify(line)}\n` : `[Toodat] ${process.pid}  - WARN [Workers] ${message}\n`);
}
