import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { loadSettings } from './platform/config/environment.js';
import type { Settings } from './platform/config/settings.js';
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
  await app.close();
} catch (error) {
  process.stderr.write(`Toodat did not start. ${startFailure(error, settings)}\n`);
  process.exitCode = 1;
}
process.exit();
