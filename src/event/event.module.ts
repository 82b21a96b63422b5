import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { CouponModule } from '../coupon/coupon.module.js';
import { ClientNetworks } from '../platform/http/client-networks.js';
import { Views } from '../platform/http/pages/views.js';
import { SessionModule } from '../platform/session/session.module.js';
import { WorkModule } from '../work/work.module.js';
import { EventPage } from './page/event-page.js';
import { DemonstrationService } from './demonstration.service.js';
import { EventController } from './event.controller.js';
import { HomeController } from './home.controller.js';
import { EventFastPath } from './event.fast-path.js';
import { EventService } from './event.service.js';
import { EventPreview } from './preview/event-preview.js';

@Module({
  imports: [AccountModule, CouponModule, SessionModule, WorkModule],
  controllers: [EventController, HomeController],
  providers: [ClientNetworks, DemonstrationService, EventFastPath, EventPage, EventPreview, EventService, Views],
})
export class EventModule {}
