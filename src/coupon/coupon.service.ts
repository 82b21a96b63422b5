import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import type { Actor } from '../platform/audit-log/actor.js';
import { AuditLog } from '../platform/audit-log/audit-log.js';
import { changedMeanwhile } from '../platform/errors/changed-meanwhile.js';
import type { SqlProgram } from '../platform/database/sql/statement.js';
import { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../platform/time/clock.js';
import { CouponStockService, retryOnDuplicate, type MovementReason } from './stock/coupon-stock.service.js';
import { couponAct, couponTarget } from './coupon-act.js';
import { validatedTerms, type CouponTerms } from './coupon-terms.js';
import { noSuchCoupon, requestKeyReused } from './coupon.errors.js';
import { Coupon } from './coupon.entity.js';
import { StockMovement } from './stock/stock-movement.entity.js';
import { conflictsOf, hasConflicts, type SeenCoupon } from './stale-edit.js';
import { eventState, type EventHours, type EventState } from './event-hours.js';

type Change = Partial<CouponTerms & EventHours>;
type Edit = { readonly terms: Change; readonly seen: SeenCoupon; readonly by: Actor };
type NewCoupon = Partial<Coupon> & Pick<Coupon, 'name' | 'count'>;
type Draft = CouponTerms & Partial<EventHours> & Pick<Coupon, 'count'>;

/** What an operator enters for a new coupon, except its stock. */
const ENTERED = ['name', 'discountAmount', 'discountRate', 'startsAt', 'endsAt', 'timeZone'] as const;

@Injectable()
export class CouponService {
  constructor(
    @InjectRepository(Coupon) private readonly coupons: Repository<Coupon>,
    private readonly transactions: Transactions,
    private readonly stock: CouponStockService,
    private readonly auditLog: AuditLog,
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
    const coupon = (await this.findVisible([id])).get(id);
    if (!coupon) throw noSuchCoupon();
    return coupon;
  }

  /** For operators. @throws DomainError `NOT_FOUND`, but not for a hidden one */
  async findAny(id: number): Promise<Coupon> {
    const coupon = await this.coupons.findOneBy({ id });
    if (!coupon) throw noSuchCoupon();
    return coupon;
  }

  /** The visible ones of these coupons, by id. */
  async findVisible(ids: readonly number[]): Promise<Map<number, Coupon>> {
    const coupons = await this.coupons.findBy({ id: In(ids), isHidden: false });
    return new Map(coupons.map((coupon) => [coupon.id, coupon]));
  }

  /** The visible coupon that was created with this idempotency key. */
  async findCreatedWith(requestKey: string): Promise<Coupon | undefined> {
    const [opening] = await this.transactions.read((tx) => tx.find(StockMovement, { requestKey, kind: 'opening' }));
    return opening && (await this.findVisible([opening.couponId])).get(opening.couponId);
  }

  /** The state of the coupon's event now. */
  stateOf(coupon: Coupon): EventState {
    return eventState(coupon, this.clock.now());
  }

  /**
   * @param terms with the opening stock as `count`
   * @param reason for the ledger. A repeated `requestKey` with the same values returns the coupon that the
   *   first request created, while an operator has not edited it
   * @throws DomainError `INVALID`, `REQUEST_KEY_REUSED`
   */
  async create(terms: Draft, reason: MovementReason): Promise<Coupon> {
    const now = this.clock.now();
    const row = { ...validatedTerms(terms), createdAt: now, updatedAt: now };
    const id = await retryOnDuplicate(() => this.transactions.run((tx) => this.createOnce(tx, row, reason)));
    return this.coupons.findOneByOrFail({ id });
  }

  /**
   * Changes the terms, the hours and the pause. `CouponStockService` changes the stock; `unhide` and `CouponRemovalService`
   * change whether the coupon is hidden.
   * @param by the operator
   * @param seen the values that the operator saw. A value that someone else has saved since cannot be overwritten
   * @throws DomainError `INVALID`, `CHANGED_MEANWHILE`, `NOT_FOUND`
   */
  async edit(id: number, change: Change, by: Actor, seen: SeenCoupon = {}): Promise<Coupon> {
    const { name, discountAmount, discountRate, startsAt, endsAt, timeZone, paused } = change;
    const terms = validatedTerms({ name, discountAmount, discountRate, startsAt, endsAt, timeZone, paused });
    return this.transactions.run((tx) => this.editLocked(tx, id, { terms, seen, by }));
  }

  /** Shows a hidden coupon again. To hide or delete one: `CouponRemovalService`. @throws DomainError `NOT_FOUND` */
  unhide(id: number, by: Actor): Promise<Coupon> {
    return this.transactions.run((tx) => this.unhideLocked(tx, id, by));
  }

  private *createOnce(tx: Tx, row: NewCoupon, reason: MovementReason): SqlProgram<number> {
    const earlier = yield* this.stock.findEarlier(tx, { kind: 'opening', delta: row.count }, reason);
    if (earlier) return yield* this.createdEarlier(tx, earlier.couponId, row);
    const [id] = yield* tx.insert(Coupon, [row]);
    this.stock.recordOpening(tx, id!, row.count, reason);
    this.auditLog.record(tx, reason.by, couponAct({ id: id!, name: row.name }, undefined, row)!);
    return id!;
  }

  /** @throws DomainError `REQUEST_KEY_REUSED` if the coupon that the first request created has other values */
  private *createdEarlier(tx: Tx, id: number, row: Partial<Coupon>): SqlProgram<number> {
    const [coupon] = yield* tx.find(Coupon, { id });
    if (!coupon || ENTERED.some((name) => coupon[name]?.valueOf() !== row[name]?.valueOf())) throw requestKeyReused();
    return id;
  }

  /** Under the row's lock, because whether an event ends after it starts also depends on what another operator is saving. */
  private *editLocked(tx: Tx, id: number, { terms, seen, by }: Edit): SqlProgram<Coupon> {
    const row = yield* this.lock(tx, id);
    if (hasConflicts(row, terms, seen)) {
      const editors = yield* this.auditLog.lastEditors(tx, couponTarget(row));
      throw changedMeanwhile(conflictsOf(row, terms, seen, editors));
    }
    return yield* this.save(tx, row, validatedTerms(terms, row), by);
  }

  private *unhideLocked(tx: Tx, id: number, by: Actor): SqlProgram<Coupon> {
    return yield* this.save(tx, yield* this.lock(tx, id), { isHidden: false }, by);
  }

  private *lock(tx: Tx, id: number): SqlProgram<Coupon> {
    const [row] = yield* tx.lock(Coupon, { id });
    if (!row) throw noSuchCoupon();
    return row;
  }

  private *save(tx: Tx, row: Coupon, values: Partial<Coupon>, by: Actor): SqlProgram<Coupon> {
    const change = { ...values, updatedAt: this.clock.now() };
    yield* tx.update(Coupon, { id: row.id }, change);
    const act = couponAct(row, row, change);
    if (act) this.auditLog.record(tx, by, act);
    return { ...row, ...change };
  }
}
