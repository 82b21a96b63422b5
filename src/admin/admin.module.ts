import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { CouponModule } from '../coupon/coupon.module.js';
import { SessionModule } from '../platform/session/session.module.js';
import { AuditLogModule } from '../platform/audit-log/audit-log.module.js';
import { WorkModule } from '../work/work.module.js';
import { AdminServices } from './admin-services.js';
import { CaseSearch } from './case/case-search.js';
import { MemberCases } from './case/member-cases.js';
import { RecordedExports } from './export/recorded-exports.js';
import { PanelExports } from './export/panel-exports.js';
import { CurrentRights } from './http/current-rights.js';
import { LiveFastPath } from './http/live.fast-path.js';
import { OperatorPlaces } from './http/operator-places.js';
import { PanelRoutes } from './http/panel-routes.js';
import { MatchingIssuedCoupons } from './revocation/matching-issued-coupons.js';
import { PanelRevocations } from './revocation/panel-revocations.js';
import { RevocationPreviews } from './revocation/revocation-preview.js';
import { ShownFilters } from './revocation/shown-filters.js';

@Module({
  imports: [AccountModule, AuditLogModule, WorkModule, CouponModule, SessionModule],
  providers: [
    AdminServices,
    CaseSearch,
    CurrentRights,
    RecordedExports,
    LiveFastPath,
    MatchingIssuedCoupons,
    MemberCases,
    OperatorPlaces,
    PanelExports,
    PanelRevocations,
    PanelRoutes,
    RevocationPreviews,
    ShownFilters,
  ],
  exports: [AdminServices, CurrentRights, OperatorPlaces, PanelRoutes],
})
export class AdminModule {}
