import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SERVICE } from '../platform/audit-log/actor.js';
import { CouponService } from '../coupon/coupon.service.js';
import { DEMONSTRATION_KEY } from '../coupon/stock/stock-movement.entity.js';
import { Settings } from '../platform/config/settings.js';
import { WorkService } from '../work/work.service.js';
import { DEFAULT_TIME_ZONE } from '../platform/time/default-time-zone.js';

const TITLES = [
  '메밀꽃 필 무렵',
  '운수 좋은 날',
  '봄봄',
  '동백꽃',
  '별 헤는 밤',
  '구운몽',
  '홍길동전',
  '토끼전',
  '금오신화',
  '허생전',
  'Moby-Dick; or, The Whale',
  '吾輩は猫である',
];

const COUPON = {
  name: '가을밤 정주행 3,000원 쿠폰',
  discountAmount: 3_000,
  discountRate: 0,
  timeZone: DEFAULT_TIME_ZONE,
  count: 300,
};

/** Of two processes that start together, only the first creates the coupon. */
const REASON = { by: SERVICE, note: null, requestKey: DEMONSTRATION_KEY };

/** A small event on an empty database, so that somebody who tries the service has a coupon to request. */
@Injectable()
export class DemonstrationService implements OnApplicationBootstrap {
  private readonly logger = new Logger(DemonstrationService.name);

  constructor(
    private readonly coupons: CouponService,
    private readonly works: WorkService,
    private readonly settings: Settings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.demo) await this.create();
    else if (this.settings.production) await this.warnIfVisible();
  }

  private async create(): Promise<void> {
    if ((await this.coupons.existsAny()) || (await this.works.existsAny())) return;
    await this.coupons.create(COUPON, REASON);
    await this.works.createMissing(TITLES, SERVICE);
  }

  /** Members can get real codes of the demonstration after a trial on the same data. */
  private async warnIfVisible(): Promise<void> {
    const coupon = await this.coupons.findCreatedWith(DEMONSTRATION_KEY);
    if (coupon) {
      this.logger.warn(
        `The demonstration's coupon ${coupon.id} is visible to members. Hide it and its works in /admin.`,
      );
    }
  }
}
