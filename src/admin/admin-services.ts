import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MemberAdminService } from '../account/member-admin.service.js';
import { BackgroundReads } from '../platform/database/background-reads.js';
import { Clock } from '../platform/time/clock.js';
import { EventChecksService } from '../coupon/checks/event-checks.service.js';
import { CouponRemovalService } from '../coupon/coupon-removal.service.js';
import { CouponStockService } from '../coupon/stock/coupon-stock.service.js';
import { CouponUserService } from '../coupon/issued/coupon-user.service.js';
import { CouponService } from '../coupon/coupon.service.js';
import { EventCouponService } from '../coupon/event-page-coupon/event-coupon.service.js';
import { WorkService } from '../work/work.service.js';
import { WorksImportService } from '../work/import/works-import.service.js';
import { MemberCases } from './case/member-cases.js';
import { PanelExports } from './export/panel-exports.js';
import { PanelRevocations } from './revocation/panel-revocations.js';

/** The dependencies of the panel: the data source for reading, and the services for every change. */
@Injectable()
export class AdminServices {
  constructor(
    readonly dataSource: DataSource,
    readonly reads: BackgroundReads,
    readonly works: WorkService,
    readonly worksImport: WorksImportService,
    readonly coupons: CouponService,
    readonly couponRemoval: CouponRemovalService,
    readonly eventCoupon: EventCouponService,
    readonly eventChecks: EventChecksService,
    readonly stock: CouponStockService,
    readonly issued: CouponUserService,
    readonly members: MemberAdminService,
    readonly clock: Clock,
    readonly exports: PanelExports,
    readonly cases: MemberCases,
    readonly revocations: PanelRevocations,
  ) {}
}
