import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountModule } from '../account/account.module.js';
import { AuditLogModule } from '../platform/audit-log/audit-log.module.js';
import { Settings } from '../platform/config/settings.js';
import { BackgroundReads } from '../platform/database/background-reads.js';
import { StandingQueue } from '../platform/http/overload/standing-queue.js';
import { TableVersions } from '../platform/database/table-versions.js';
import { Transactions } from '../platform/database/transactions.js';
import { WriteLock } from '../platform/database/sqlite/write-lock.js';
import { SessionModule } from '../platform/session/session.module.js';
import { Clock } from '../platform/time/clock.js';
import { WorkModule } from '../work/work.module.js';
import { EventChecksService } from './checks/event-checks.service.js';
import { CouponCache } from './coupon-cache.js';
import { CouponFastPath } from './coupon.fast-path.js';
import { CouponCodes } from './issuing/coupon-code.js';
import { CouponIssuer } from './issuing/coupon-issuer.js';
import { CouponRemovalService } from './coupon-removal.service.js';
import { CouponStockService } from './stock/coupon-stock.service.js';
import { CouponUserController } from './issued/coupon-user.controller.js';
import { CouponUser } from './issued/coupon-user.entity.js';
import { CouponUserService } from './issued/coupon-user.service.js';
import { RevocationChunk } from './issued/revocation/revocation-chunk.js';
import { RevocationRunnerService } from './issued/revocation/revocation-runner.service.js';
import { RevocationService } from './issued/revocation/revocation.service.js';
import { RevocationSweeper } from './issued/revocation/revocation.sweeper.js';
import { CouponController } from './coupon.controller.js';
import { Coupon } from './coupon.entity.js';
import { CouponService } from './coupon.service.js';
import { EventCouponService } from './event-page-coupon/event-coupon.service.js';
import { PostgresIssuingWriter } from './issuing/postgres-issuing-writer.js';
import { BatchProgram } from './issuing/batch-program.js';
import { IssueController } from './issuing/issue.controller.js';
import { IssueService } from './issuing/issue.service.js';
import { IssueThrottle } from './issuing/issue-throttle.js';
import { IssuingWriter } from './issuing/issuing-writer.js';
import { KnownCoupons } from './issuing/known-coupons.js';
import { PressFastPath } from './issuing/press.fast-path.js';
import { LiveCounters } from './live/live-counters.js';
import { LiveRecorder } from './live/live-recorder.js';
import { liveSampleStore } from './live/live-sample-store.factory.js';
import { LiveSampleStore } from './live/live-sample-store.js';
import { LiveSampleSweeper } from './live/live-sample.sweeper.js';
import { LiveService } from './live/live.service.js';
import { RejectedPressSweeper } from './rejected/rejected-press.sweeper.js';
import { REJECTED_PRESS_CONNECTIONS, RejectedPresses } from './rejected/rejected-presses.js';
import { StockMetrics } from './stock/stock-metrics.js';
import { ThreadedIssuingWriter } from './issuing/threaded-issuing-writer.js';
import { VerificationMetrics } from './verification/verification-metrics.js';
import { VerificationService } from './verification/verification.service.js';
import { VerificationTimer } from './verification/verification.timer.js';

const openWriter = async (
  { database }: Settings,
  transactions: Transactions,
  program: BatchProgram,
  tableVersions: TableVersions,
  writeLock: WriteLock,
): Promise<IssuingWriter> =>
  database.kind === 'postgres'
    ? new PostgresIssuingWriter(transactions, program)
    : new ThreadedIssuingWriter(database, tableVersions, writeLock).start();

@Module({
  imports: [TypeOrmModule.forFeature([Coupon, CouponUser]), AuditLogModule, SessionModule, AccountModule, WorkModule],
  controllers: [CouponController, CouponUserController, IssueController],
  providers: [
    CouponCache,
    CouponFastPath,
    CouponCodes,
    CouponIssuer,
    CouponRemovalService,
    CouponService,
    CouponStockService,
    CouponUserService,
    EventChecksService,
    EventCouponService,
    BatchProgram,
    IssueService,
    {
      provide: IssuingWriter,
      inject: [Settings, Transactions, BatchProgram, TableVersions, WriteLock],
      useFactory: openWriter,
    },
    IssueThrottle,
    KnownCoupons,
    LiveCounters,
    LiveRecorder,
    {
      provide: LiveSampleStore,
      inject: [Settings, Transactions, BackgroundReads, Clock],
      useFactory: liveSampleStore,
    },
    LiveSampleSweeper,
    LiveService,
    PressFastPath,
    // One for all presses of the process, whichever way they come.
    { provide: StandingQueue, useFactory: () => new StandingQueue() },
    {
      provide: RejectedPresses,
      inject: [Transactions, Clock],
      useFactory: (transactions: Transactions, clock: Clock) =>
        new RejectedPresses(transactions.withConnections('rejected-presses', REJECTED_PRESS_CONNECTIONS), clock),
    },
    RejectedPressSweeper,
    RevocationChunk,
    RevocationRunnerService,
    RevocationService,
    RevocationSweeper,
    StockMetrics,
    VerificationMetrics,
    VerificationService,
    VerificationTimer,
  ],
  exports: [
    CouponCache,
    CouponRemovalService,
    CouponService,
    CouponStockService,
    CouponUserService,
    EventChecksService,
    EventCouponService,
    IssueService,
    LiveService,
    RevocationRunnerService,
    RevocationService,
  ],
})
export class CouponModule {}
