import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { Coupon } from '../coupon.entity.js';

/**
 * How many of a coupon's issued coupons are used and revoked. The transaction that marks or revokes one updates the counters,
 * because counting millions of rows takes a second. No row means 0.
 */
@Entity('coupon_usage')
export class CouponUsage {
  @PrimaryColumn({ name: 'coupon_id' })
  couponId: number;

  @OneToOne(() => Coupon, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'coupon_id', foreignKeyConstraintName: 'coupon_usage_coupon' })
  coupon?: Coupon;

  /** Revoked coupons are not counted. */
  @Column({ default: 0 })
  used: number;

  @Column({ default: 0 })
  revoked: number;
}
