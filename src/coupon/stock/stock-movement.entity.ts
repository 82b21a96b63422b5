import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { User } from '../../account/user.entity.js';
import { InstantColumn } from '../../platform/database/columns/instant-column.js';
import { Coupon } from '../coupon.entity.js';

/**
 * - `opening`, `adjusted`: the coupon was created, an operator changed the stock
 * - `issued`, `returned`: coupons were issued, revoked
 * - `restored`: a revoked coupon is valid again, and took its unit back
 * - `withdrawn`: units of revoked coupons were removed from the supply as they returned; positive when such a coupon is restored
 */
export const MOVEMENT_KINDS = ['opening', 'adjusted', 'issued', 'returned', 'restored', 'withdrawn'] as const;

export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** The supply: units added and removed by operators. These are few rows, however many coupons are issued. */
export const SUPPLY = `"kind" IN ('opening', 'adjusted', 'withdrawn')`;

/** Of these, the movements by which an operator sets the stock of an event. */
export const PUT_INTO_STOCK = `${SUPPLY} AND "kind" <> 'withdrawn'`;

/** The request key of the opening stock of the coupon that the demonstration creates. */
export const DEMONSTRATION_KEY = 'demonstration';

/**
 * The stock ledger. Every change of a stock is a row, written in the same transaction and never changed afterwards. A row is
 * deleted only together with its coupon, of which none was issued then. The deltas of a coupon add up to its `count`.
 */
@Entity('stock_movement')
@Index('stock_movement_by_coupon', ['couponId', 'id'])
@Index('stock_movement_supply', ['couponId', 'delta'], { where: SUPPLY })
@Index('stock_movement_not_issued', ['kind', 'id'], { where: `"kind" <> 'issued'` })
@Index('stock_movement_by_user', ['byUserId', 'id'], { where: '"by_user_id" IS NOT NULL' })
@Index('stock_movement_noted', ['id'], { where: '"note" IS NOT NULL' })
@Index('stock_movement_request', ['requestKey'], { unique: true, where: '"request_key" IS NOT NULL' })
export class StockMovement {
  @PrimaryGeneratedColumn()
  id: number;

  @Column({ name: 'coupon_id' })
  couponId: number;

  @ManyToOne(() => Coupon, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'coupon_id', foreignKeyConstraintName: 'stock_movement_coupon' })
  coupon?: Coupon;

  @Column({ length: 16 })
  kind: MovementKind;

  /** Units added; negative if units were removed. */
  @Column()
  delta: number;

  /** The operator; null for issued coupons and for other changes that no operator made. */
  @Column({ name: 'by_user_id', type: 'integer', nullable: true })
  byUserId: number | null;

  @ManyToOne(() => User, { onDelete: 'RESTRICT', nullable: true })
  @JoinColumn({ name: 'by_user_id', foreignKeyConstraintName: 'stock_movement_user' })
  byUser?: User | null;

  /** Why, in the operator's words. */
  @Column({ type: 'varchar', length: 200, nullable: true })
  note: string | null;

  /** Idempotency key of the panel's form: a second request with the same key changes nothing. */
  @Column({ name: 'request_key', type: 'varchar', length: 64, nullable: true })
  requestKey: string | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;
}
