import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { AccountModule } from './account/account.module.js';
import { AdminModule } from './admin/admin.module.js';
import { CouponModule } from './coupon/coupon.module.js';
import { EventModule } from './event/event.module.js';
import { AuditLogSweeper } from './platform/audit-log/audit-log.sweeper.js';
import { ConfigModule } from './platform/config/config.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { ErrorFilter } from './platform/http/errors/error.filter.js';
import { FormPipe } from './platform/validation/form.pipe.js';
import { HealthController } from './platform/observability/health.controller.js';
import { HealthFastPath } from './platform/observability/health.fast-path.js';
import { ReadinessController } from './platform/observability/readiness.controller.js';
import { ReadinessService } from './platform/observability/readiness.service.js';
import { SessionModule } from './platform/session/session.module.js';
import { WorkModule } from './work/work.module.js';

@Module({
  imports: [
    DiscoveryModule,
    ConfigModule,
    DatabaseModule,
    SessionModule,
    AccountModule,
    WorkModule,
    CouponModule,
    EventModule,
    AdminModule,
  ],
  controllers: [HealthController, ReadinessController],
  providers: [
    ReadinessService,
    HealthFastPath,
    AuditLogSweeper,
    { provide: APP_FILTER, useClass: ErrorFilter },
    { provide: APP_PIPE, useClass: FormPipe },
  ],
})
export class AppModule {}
