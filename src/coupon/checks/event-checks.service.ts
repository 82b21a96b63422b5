import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isLocalHost, Settings } from '../../platform/config/settings.js';
import { BackgroundReads } from '../../platform/database/background-reads.js';
import { EntitySql } from '../../platform/database/sql/entity-sql.js';
import type { Row } from '../../platform/database/sql/statement.js';
import { Clock } from '../../platform/time/clock.js';
import { Coupon } from '../coupon.entity.js';
import { noSuchCoupon } from '../coupon.errors.js';
import { EventCouponService } from '../event-page-coupon/event-coupon.service.js';
import type { Check } from './check.js';
import { checkEvent } from './check-event.js';
import type { Connection, EventFacts, OtherCoupon } from './event-facts.js';
import { factsStatements } from './event-facts.statements.js';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** Gathers the facts for the checks of an event. They cost a few indexed reads, however many coupons were issued. */
@Injectable()
export class EventChecksService {
  private readonly entities: EntitySql;

  constructor(
    dataSource: DataSource,
    private readonly reads: BackgroundReads,
    private readonly eventCoupon: EventCouponService,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {
    this.entities = new EntitySql(dataSource);
  }

  /**
   * @param connection how the operator's request came
   * @returns the worst first
   * @throws DomainError `NOT_FOUND`
   */
  async checksOf(couponId: number, connection: Connection): Promise<Check[]> {
    return checkEvent(await this.factsOf(couponId, connection));
  }

  private async factsOf(couponId: number, connection: Connection): Promise<EventFacts> {
    const [rows, page] = await Promise.all([this.reads.all(factsStatements(couponId)), this.eventCoupon.currentNow()]);
    const [[row], others, supplies, [counts]] = rows as [Row[], Row[], Row[], [Row]];
    if (!row) throw noSuchCoupon();
    const { issued, ...event } = this.counted(row);
    return {
      now: this.clock.now(),
      event,
      issued,
      supplies: supplies.map(({ delta }) => Number(delta)),
      others: others.map((other) => this.counted(other)),
      works: Number(counts['works']),
      members: Number(counts['members']),
      onEventPage: page.coupon,
      service: this.serviceFacts(connection, counts),
    };
  }

  private counted(row: Row): Coupon & OtherCoupon {
    const coupon = this.entities.entityOf(Coupon, row, '');
    // What is neither in stock nor withdrawn is with members. Revoked coupons were issued, too.
    const issued = Number(row['kept']) - coupon.count + Number(row['revoked']);
    return { ...coupon, supply: Number(row['put']), issued };
  }

  private serviceFacts(connection: Connection, { demonstration }: Row): EventFacts['service'] {
    const { production, allowedHosts, host, trustedProxies } = this.settings;
    return {
      ...connection,
      isProduction: production,
      isLocalOnly: allowedHosts.every(isLocalHost),
      listensLocally: LOOPBACK.includes(host),
      trustsProxies: trustedProxies > 0,
      demonstrationId: demonstration === null ? undefined : Number(demonstration),
    };
  }
}
