import { Coupon } from '../../coupon/coupon.entity.js';
import { wallClock, type EventState } from '../../coupon/event-hours.js';
import { EntitySql } from '../../platform/database/sql/entity-sql.js';
import type { Row } from '../../platform/database/sql/statement.js';
import type { AdminServices } from '../admin-services.js';
import { MAX_COUNT } from '../table/list-statements.js';
import { stateForOperators } from '../table/state-for-operators.js';
import { couponsStatement, totalsStatement } from './dashboard-statements.js';

/** The numbers that an operator looks at first. Works, members and coupons are counted up to `MAX_COUNT` + 1. */
export type Dashboard = {
  readonly works: number;
  readonly members: number;
  readonly issued: number;
  /** How many coupons there are; `coupons` shows the first of them. */
  readonly couponCount: number;
  readonly coupons: readonly CouponCount[];
};

/** `issued` without the `revoked` ones, whose unit is in `left` again. */
export type CouponCount = {
  readonly id: number;
  readonly name: string;
  readonly isHidden: boolean;
  readonly state: EventState;
  readonly isPaused: boolean;
  /** As clocks in `timeZone` show them; empty where the end is open. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly timeZone: string;
  readonly left: number;
  readonly issued: number;
  readonly used: number;
  readonly revoked: number;
};

/** Nothing here counts issued coupons: the ledger and the kept counters say how many there are. */
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
