import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule } from '../../platform/config/config.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { WorkModule } from '../work.module.js';
import { WorksImportCommand, type ExitCode } from './works-import.command.js';
import { WorksImportService } from './works-import.service.js';

// `npm run works:import -- <file.csv>`: the part of the service that an import needs, without a server.

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

// A reader that goes away early (`… | head`) must not stop the import half-way through its words.
process.stdout.on('error', () => undefined);

const command = new WorksImportCommand(withCatalog, (text) => void process.stdout.write(`${text}\n`));
process.exitCode = await command.run(process.argv.slice(2));
