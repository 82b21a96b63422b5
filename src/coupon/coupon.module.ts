import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountModule } from '../account/account.module.js';
import { Settings } from '../platform/config/settings.js';
import { Changes } from '../platform/database/changes.js';
import { Transactions } from '../platform/database/transactions.js';
import { WriteTurns } from '../platform/database/write-turns.js';
import { SessionModule } from '../platform/session/session.module.js';
import { WorkModule } from '../work/work.module.js';
import { CouponBoard } from './coupon-board.service.js';
import { CouponCodes } from './coupon-code.js';
import { CouponIssuer } from './coupon-issuer.service.js';
import { CouponRemovalService } from './coupon-removal.service.js';
import { CouponStockService } from './coupon-stock.service.js';
import { CouponUserController } from './coupon-user.controller.js';
import { CouponUser } from './coupon-user.entity.js';
import { CouponUserService } from './coupon-user.service.js';
import { CouponController } from './coupon.controller.js';
import { Coupon } from './coupon.entity.js';
import { CouponService } from './coupon.service.js';
import { DemonstrationService } from './demonstration.service.js';
import { EventCouponService } from './event-coupon.service.js';
import { DirectIssuingWriter } from './direct-issuing-writer.js';
import { IssueBatch } from './issue-batch.js';
import { IssueDesk } from './issue-desk.service.js';
import { IssueThrottle } from './issue-throttle.js';
import { IssuingWriter } from './issuing-writer.js';
import { KnownCoupons } from './known-coupons.js';
import { PressLane } from './press.lane.js';
import { ThreadedIssuingWriter } from './threaded-issuing-writer.js';

const openWriter = async (
  { database }: Settings,
  transactions: Transactions,
  batch: IssueBatch,
  changes: Changes,
  turns: WriteTurns,
): Promise<IssuingWriter> =>
  database.kind === 'postgres'
    ? new DirectIssuingWriter(transactions, batch)
    : new ThreadedIssuingWriter(database, changes, turns).start();

@Module({
  imports: [TypeOrmModule.forFeature([Coupon, CouponUser]), SessionModule, AccountModule, WorkModule],
  controllers: [CouponController, CouponUserController],
  providers: [
    CouponBoard,
    CouponCodes,
    CouponIssuer,
    CouponRemovalService,
    CouponService,
    CouponStockService,
    CouponUserService,
    DemonstrationService,
    EventCouponService,
    IssueBatch,
    IssueDesk,
    {
      provide: IssuingWriter,
      inject: [Settings, Transactions, IssueBatch, Changes, WriteTurns],
      useFactory: openWriter,
    },
    IssueThrottle,
    KnownCoupons,
    PressLane,
  ],
  exports: [
    CouponBoard,
    CouponRemovalService,
    CouponService,
    CouponStockService,
    CouponUserService,
    EventCouponService,
    IssueDesk,
  ],
})
export class CouponModule {}
