import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Settings } from '../platform/config/settings.js';
import type { Step } from '../platform/database/statement.js';
import { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../platform/time/clock.js';
import { Work } from '../work/work.entity.js';
import { CouponStockService } from './coupon-stock.service.js';
import { Coupon } from './coupon.entity.js';

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

const COUPON = { name: '가을밤 정주행 3,000원 쿠폰', discountAmount: 3_000, discountRate: 0, count: 300 };

/** A small event on an empty database, so that whoever tries the service out has something to press. */
@Injectable()
export class DemonstrationService implements OnApplicationBootstrap {
  constructor(
    @InjectRepository(Coupon) private readonly coupons: Repository<Coupon>,
    @InjectRepository(Work) private readonly works: Repository<Work>,
    private readonly transactions: Transactions,
    private readonly stock: CouponStockService,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.settings.demo) return;
    if ((await this.coupons.existsBy({})) || (await this.works.existsBy({}))) return;
    await this.transactions.run((tx) => this.fillSteps(tx));
  }

  private *fillSteps(tx: Tx): Step<void> {
    const now = this.clock.now();
    const instants = { createdAt: now, updatedAt: now };
    // Of two processes that start together the second finds every title taken, and leaves the rest alone too.
    const works = yield* tx.insert(
      Work,
      TITLES.map((title) => ({ title, ...instants })),
      { skipConflicts: true },
    );
    if (works.length === 0) return;
    const [coupon] = yield* tx.insert(Coupon, [{ ...COUPON, ...instants }]);
    this.stock.open(tx, coupon!, COUPON.count);
  }
}
