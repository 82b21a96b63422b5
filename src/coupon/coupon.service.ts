import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import type { SqlProgram } from '../platform/database/sql/statement.js';
import { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../platform/time/clock.js';
import { CouponStockService, retryOnDuplicate, type MovementReason } from './stock/coupon-stock.service.js';
import { checkedCoupon, type CouponTerms } from './coupon-terms.js';
import { noSuchCoupon, requestKeyReused } from './coupon.errors.js';
import { Coupon } from './coupon.entity.js';
import { refuseStaleEdit, type SeenCoupon } from './stale-edit.js';
import { eventState, type EventHours, type EventState } from './event-hours.js';

type Change = Partial<CouponTerms & EventHours>;
type Draft = CouponTerms & Partial<EventHours> & Pick<Coupon, 'count'>;

/** What an operator gives of a new coupon, beside its stock. */
const GIVEN = ['name', 'discountAmount', 'discountRate', 'startsAt', 'endsAt', 'timeZone'] as const;

@Injectable()
export class CouponService {
  constructor(
    @InjectRepository(Coupon) private readonly coupons: Repository<Coupon>,
    private readonly transactions: Transactions,
    private readonly stock: CouponStockService,
    private readonly clock: Clock,
  ) {}

  /** Every coupon that is not hidden, by id. */
  list(): Promise<Coupon[]> {
    return this.coupons.find({ where: { isHidden: false }, order: { id: 'ASC' } });
  }

  /** Whether there is any coupon, hidden ones included. */
  existsAny(): Promise<boolean> {
    return this.coupons.existsBy({});
  }

  /** @throws DomainError `NOT_FOUND`, also for a hidden one */
  async find(id: number): Promise<Coupon> {
    const coupon = (await this.shown([id])).get(id);
    if (!coupon) throw noSuchCoupon();
    return coupon;
  }

  /** Those of these coupons that exist and are not hidden, by id. */
  async shown(ids: readonly number[]): Promise<Map<number, Coupon>> {
    const coupons = await this.coupons.findBy({ id: In(ids), isHidden: false });
    return new Map(coupons.map((coupon) => [coupon.id, coupon]));
  }

  /** How the coupon's event stands now. */
  stateOf(coupon: Coupon): EventState {
    return eventState(coupon, this.clock.now());
  }

  /**
   * @param terms with the opening stock as `count`
   * @param reason the operator, for the ledger, and the key of the request: carried out before, it creates nothing
   * @throws DomainError `INVALID`, `REQUEST_KEY_REUSED`
   */
  async create(terms: Draft, reason: MovementReason): Promise<Coupon> {
    const now = this.clock.now();
    const row = { ...checkedCoupon(terms), createdAt: now, updatedAt: now };
    const id = await retryOnDuplicate(() => this.transactions.run((tx) => this.createSteps(tx, row, reason)));
    return this.coupons.findOneByOrFail({ id });
  }

  /**
   * Never the stock: that moves by `CouponStockService`.
   * @param seen what the change was made from; it is not made over what others have saved since
   * @throws DomainError `INVALID`, `CHANGED_MEANWHILE`, `NOT_FOUND`
   */
  async edit(id: number, change: Change, seen: SeenCoupon = {}): Promise<Coupon> {
    const { name, discountAmount, discountRate, startsAt, endsAt, timeZone, paused } = change;
    const terms = checkedCoupon({ name, discountAmount, discountRate, startsAt, endsAt, timeZone, paused });
    return this.change(id, (row) => {
      refuseStaleEdit(row, terms, seen);
      return checkedCoupon(terms, row);
    });
  }

  /** Shows a hidden coupon again. To hide or delete one: `CouponRemovalService`. @throws DomainError `NOT_FOUND` */
  unhide(id: number): Promise<Coupon> {
    return this.change(id, () => ({ isHidden: false }));
  }

  private *createSteps(tx: Tx, row: Partial<Coupon> & { count: number }, reason: MovementReason): SqlProgram<number> {
    const before = yield* this.stock.findEarlier(tx, { kind: 'opening', delta: row.count }, reason);
    if (before) return yield* this.createdBefore(tx, before.couponId, row);
    const [id] = yield* tx.insert(Coupon, [row]);
    this.stock.open(tx, id!, row.count, reason);
    return id!;
  }

  /** @throws DomainError `REQUEST_KEY_REUSED` when the coupon is another one */
  private *createdBefore(tx: Tx, id: number, row: Partial<Coupon>): SqlProgram<number> {
    const [coupon] = yield* tx.find(Coupon, { id });
    if (!coupon || GIVEN.some((name) => coupon[name]?.valueOf() !== row[name]?.valueOf())) throw requestKeyReused();
    return id;
  }

  private change(id: number, changeOf: (row: Coupon) => Partial<Coupon>): Promise<Coupon> {
    return this.transactions.run((tx) => this.changeSteps(tx, id, changeOf));
  }

  /** Under the row's lock: whether an event ends after it starts depends on what another operator saves meanwhile. */
  private *changeSteps(tx: Tx, id: number, changeOf: (row: Coupon) => Partial<Coupon>): SqlProgram<Coupon> {
    const [row] = yield* tx.lock(Coupon, { id });
    if (!row) throw noSuchCoupon();
    const change = { ...changeOf(row), updatedAt: this.clock.now() };
    yield* tx.update(Coupon, { id }, change);
    return { ...row, ...change };
  }
}
