import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../platform/database/columns/instant-column.js';
import { DEFAULT_TIME_ZONE } from '../platform/time/default-time-zone.js';

@Entity('coupon')
@Check('coupon_discount_amount', '"discount_amount" >= 0')
@Check('coupon_discount_rate', '"discount_rate" >= 0')
@Check('coupon_count', '"count" >= 0')
export class Coupon {
  @PrimaryGeneratedColumn()
  id: number;

  @Column({ length: 100 })
  name: string;

  /** In won. */
  @Column({ name: 'discount_amount' })
  discountAmount: number;

  /** In per cent. */
  @Column({ name: 'discount_rate' })
  discountRate: number;

  /**
   * The stock: units that can still be issued.
   *
   * A new row gets its value from `CouponService`, `ImportedCouponsService` or `npm run db:move`. Afterwards only
   * `CouponStockService` changes it, with `withIssuedUnits` for units issued on PostgreSQL. Each change is made under the row's
   * lock (SQLite: the file's write lock), and its transaction adds a row to the ledger.
   */
  @Column()
  count: number;

  /** A hidden coupon is neither shown nor issued; issued coupons stay valid. */
  @Column({ name: 'is_hidden', default: false })
  isHidden: boolean;

  /** Nothing is issued before this instant. */
  @InstantColumn({ name: 'starts_at', nullable: true })
  startsAt: Date | null;

  /** Nothing is issued from this instant on. */
  @InstantColumn({ name: 'ends_at', nullable: true })
  endsAt: Date | null;

  /** The IANA time zone in which operators read and type the two instants. */
  @Column({ name: 'time_zone', length: 64, default: DEFAULT_TIME_ZONE })
  timeZone: string;

  /** Nothing is issued while the event is paused. */
  @Column({ default: false })
  paused: boolean;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt: Date;
}
