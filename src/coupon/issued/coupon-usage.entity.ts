import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { Coupon } from '../coupon.entity.js';

/**
 * How many of a coupon's issued coupons are used, and how many were revoked: counted when it happens, in the same
 * transaction, because counting them again takes a second with millions of them. No row means none.
 */
@Entity('coupon_usage')
export class CouponUsage {
  @PrimaryColumn({ name: 'coupon_id' })
  couponId: number;

  @OneToOne(() => Coupon, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'coupon_id', foreignKeyConstraintName: 'coupon_usage_coupon' })
  coupon?: Coupon;

  /** Without the revoked ones. */
  @Column({ default: 0 })
  used: number;

  @Column({ default: 0 })
  revoked: number;
}
