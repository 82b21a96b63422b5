import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { CouponModule } from '../coupon/coupon.module.js';
import { ClientNetworks } from '../platform/http/client-networks.js';
import { Views } from '../platform/http/views.js';
import { SessionModule } from '../platform/session/session.module.js';
import { WorkModule } from '../work/work.module.js';
import { EventPage } from './event-page.js';
import { EventController } from './event.controller.js';
import { HomeController } from './home.controller.js';
import { EventLane } from './event.lane.js';
import { EventService } from './event.service.js';

@Module({
  imports: [AccountModule, CouponModule, SessionModule, WorkModule],
  controllers: [EventController, HomeController],
  providers: [ClientNetworks, EventLane, EventPage, EventService, Views],
})
export class EventModule {}
