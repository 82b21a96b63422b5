import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditLogModule } from '../platform/audit-log/audit-log.module.js';
import { WorkController } from './work.controller.js';
import { Work } from './work.entity.js';
import { WorkCatalogCache } from './catalog/work-catalog-cache.js';
import { WorkFastPath } from './work.fast-path.js';
import { WorkService } from './work.service.js';
import { WorksImportService } from './import/works-import.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Work]), AuditLogModule],
  controllers: [WorkController],
  providers: [WorkFastPath, WorkService, WorkCatalogCache, WorksImportService],
  exports: [WorkService, WorkCatalogCache, WorksImportService, TypeOrmModule],
})
export class WorkModule {}
