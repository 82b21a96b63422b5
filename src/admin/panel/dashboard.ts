import { Coupon } from '../../coupon/coupon.entity.js';
import { wallClock, type EventState } from '../../coupon/event-hours.js';
import { EntitySql } from '../../platform/database/sql/entity-sql.js';
import type { Row } from '../../platform/database/sql/statement.js';
import type { AdminServices } from '../admin-services.js';
import { MAX_COUNT } from '../table/list-statements.js';
import { stateForOperators } from '../table/state-for-operators.js';
import { couponsStatement, totalsStatement } from './dashboard-statements.js';

/** The numbers on the dashboard. Works, members and coupons are counted up to `MAX_COUNT` + 1. */
export type Dashboard = {
  readonly works: number;
  readonly members: number;
  readonly issued: number;
  /** The number of all coupons; `coupons` holds the first of them. */
  readonly couponCount: number;
  readonly coupons: readonly CouponCount[];
};

/** `issued` does not include `revoked` coupons, whose units are in `left` again. */
export type CouponCount = {
  readonly id: number;
  readonly name: string;
  readonly isHidden: boolean;
  readonly state: EventState;
  readonly isPaused: boolean;
  /** Local times in `timeZone`; empty if the event has no start or no end. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly timeZone: string;
  readonly left: number;
  readonly issued: number;
  readonly used: number;
  readonly revoked: number;
};

/** Reads the stock ledger and the stored counters; no issued coupons are counted, because there may be millions. */
export async function loadDashboard({ dataSource, reads, coupons, clock }: AdminServices): Promise<Dashboard> {
  const entities = new EntitySql(dataSource);
  const [rows, [totals]] = (await reads.all([couponsStatement(clock.now()), totalsStatement])) as [Row[], [Row]];
  const total = (name: string): number => Number(totals[name]);
  return {
    works: total('works'),
    members: total('members') > MAX_COUNT ? MAX_COUNT + 1 : total('members') - total('inactive'),
    issued: total('issued'),
    couponCount: total('coupons'),
    coupons: rows.map((row) => {
      const coupon = entities.entityOf(Coupon, row, 'row_');
      return { ...card(coupon), ...counts(row, coupon), state: stateForOperators(coupons, coupon) };
    }),
  };
}

const counts = (
  { supply, used, revoked }: Row,
  { count }: Coupon,
): Pick<CouponCount, 'issued' | 'used' | 'revoked'> => ({
  issued: Number(supply) - count,
  used: Number(used),
  revoked: Number(revoked),
});

const card = ({ id, name, isHidden, paused, startsAt, endsAt, timeZone, count }: Coupon) => ({
  id,
  name,
  isHidden,
  isPaused: paused,
  startsAt: startsAt ? wallClock(startsAt, timeZone) : '',
  endsAt: endsAt ? wallClock(endsAt, timeZone) : '',
  timeZone,
  left: count,
});
