import cluster from 'node:cluster';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { setUp } from './app.setup.js';
import { loadSettings } from './platform/config/environment.js';
import { SettingError } from './platform/config/setting-error.js';
import type { Settings } from './platform/config/settings.js';
import { requireFreePort } from './platform/http/free-port.js';
import { FastPathAdapter } from './platform/http/fast-path/fast-path.adapter.js';
import { publishMetrics } from './platform/metrics/process-metrics.js';
import { QuietLogger } from './platform/observability/quiet-logger.js';
import { announce } from './platform/observability/announcement.js';
import { stopOnSignal } from './platform/observability/shutdown.js';
import { startFailure } from './platform/observability/start-failure.js';
import { INVALID_SETTINGS } from './platform/processes/exit-codes.js';

const LISTEN_FAILURE = /^(EADDRINUSE|EADDRNOTAVAIL|EACCES)$/;

/** Starts the service. When that fails, says why and ends the process. */
export async function start(): Promise<void> {
  let settings: Settings | undefined;
  try {
    settings = loadSettings();
    await open(settings);
  } catch (error) {
    process.stderr.write(`Toodat did not start. ${startFailure(error, settings)}\n`);
    process.exit(cluster.isWorker && isSetting(error) ? INVALID_SETTINGS : 1);
  }
}

async function open(settings: Settings): Promise<void> {
  const { metrics, production, debug, host, port, drainMs } = settings;
  // The workers' port is held by the primary process, which has checked it.
  if (cluster.isPrimary) await requireFreePort(port, host);
  const adapter = new FastPathAdapter();
  const app = await NestFactory.create<NestExpressApplication>(AppModule, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new QuietLogger({ json: production, debug }),
  });
  const openPanel = setUp(app, adapter);
  await app.init();
  await publishMetrics(metrics);
  // Without its built files the panel answers 503, and everything else works.
  if (production) await openPanel().catch(() => undefined);
  await app.listen(port, host);
  stopOnSignal(app, adapter, drainMs);
  // The primary process announces when all of its workers listen.
  if (cluster.isPrimary) announce(await app.getUrl(), settings);
}

/** Whether another start would fail in the same way: a setting is invalid, or the service cannot listen at its address. */
const isSetting = (error: unknown): boolean =>
  error instanceof SettingError || LISTEN_FAILURE.test(String((error as NodeJS.ErrnoException).code));
