import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule } from '../../platform/config/config.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { WorkModule } from '../work.module.js';
import { WorksImportCommand, type ExitCode } from './works-import.command.js';
import { WorksImportService } from './works-import.service.js';

// `npm run works:import -- <file.csv>`: starts the modules that an import needs, without the HTTP server.

@Module({ imports: [ConfigModule, DatabaseModule, WorkModule] })
class WorksImportModule {}

async function withCatalog(work: (importer: WorksImportService) => Promise<ExitCode>): Promise<ExitCode> {
  const context = await NestFactory.createApplicationContext(WorksImportModule, { logger: false, abortOnError: false });
  try {
    return await work(context.get(WorksImportService));
  } finally {
    await context.close();
  }
}

// A closed pipe (`… | head`) must not end the process during the import.
process.stdout.on('error', () => undefined);

const command = new WorksImportCommand(withCatalog, (text) => void process.stdout.write(`${text}\n`));
process.exitCode = await command.run(process.argv.slice(2));
