import './platform/observability/stop-signals.js';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { ISSUING_CONNECTIONS } from './coupon/issuing/postgres-issuing-writer.js';
import { LIVE_CONNECTIONS } from './coupon/live/live-sample-store.factory.js';
import { REJECTED_PRESS_CONNECTIONS } from './coupon/rejected/rejected-presses.js';
import { loadSettings } from './platform/config/environment.js';
import type { Settings } from './platform/config/settings.js';
import { SHARED_CONNECTIONS } from './platform/database/data-source-options.js';
import { LOOK_UPS_AT_ONCE } from './platform/database/look-ups.js';
import { BACKGROUND_CONNECTIONS } from './platform/database/postgres/postgres-background-reads.js';
import { QuietLogger } from './platform/observability/quiet-logger.js';
import { startFailure } from './platform/observability/start-failure.js';

// `npm run db:prepare`: migrates the database, and creates the first admin and the demonstration event if they are missing.
// Every start of the service does this. With many processes one of them should do it before the others start.
// Ends with 0: the database is ready · 1: it is not.

let settings: Settings | undefined;
try {
  settings = loadSettings();
  const { production: json, debug } = settings;
  const logger = new QuietLogger({ json, debug });
  const app = await NestFactory.createApplicationContext(AppModule, { abortOnError: false, logger });
  if (settings.database.kind === 'postgres') await warnOfConnections(app.get(DataSource), settings);
  await app.close();
} catch (error) {
  process.stderr.write(`Toodat did not start. ${startFailure(error, settings)}\n`);
  process.exitCode = 1;
}
process.exit();

/** Too few connections would show only under load, as 503. */
async function warnOfConnections(dataSource: DataSource, { workers }: Settings): Promise<void> {
  const [row] = await dataSource.query<{ max_connections: string }[]>('SHOW max_connections');
  const reading = LOOK_UPS_AT_ONCE + BACKGROUND_CONNECTIONS;
  const writing = ISSUING_CONNECTIONS + LIVE_CONNECTIONS + REJECTED_PRESS_CONNECTIONS;
  const each = SHARED_CONNECTIONS + reading + writing;
  // One process verifies the database on a further one.
  const [needed, allowed] = [workers * each + 1, Number(row?.max_connections)];
  if (needed <= allowed) return;
  process.stderr.write(
    `PostgreSQL allows ${allowed} connections, but ${workers} workers use up to ${needed}: raise max_connections.\n`,
  );
}
