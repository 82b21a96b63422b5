import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { User } from '../../account/user.entity.js';
import { databaseKind } from '../../platform/config/environment.js';
import { ExactText } from '../../platform/database/columns/exact-text.js';
import { InstantColumn } from '../../platform/database/columns/instant-column.js';
import { Work } from '../../work/work.entity.js';
import { Coupon } from '../coupon.entity.js';

/** On SQLite every index contains the row id. */
const trailingId = databaseKind === 'postgres' ? ['id'] : [];

/** An issued coupon: one for each coupon, work and member. Never deleted, and so neither are the rows it refers to. */
@Entity('coupon_user')
@Unique('coupon_user_once', ['userId', 'couponId', 'workId'])
@Unique('coupon_user_code', ['code'])
@Index('coupon_user_by_work', ['workId', ...trailingId])
@Index('coupon_user_by_coupon', ['couponId', ...trailingId])
@Index('coupon_user_used', ['isUsed', 'id'], { where: '"is_used"' })
@Index('coupon_user_revoked', ['id'], { where: '"revoked_at" IS NOT NULL' })
export class CouponUser {
  @PrimaryGeneratedColumn()
  id: number;

  @Column({ name: 'coupon_id' })
  couponId: number;

  @ManyToOne(() => Coupon, { onDelete: 'RESTRICT', nullable: false })
  @JoinColumn({ name: 'coupon_id', foreignKeyConstraintName: 'coupon_user_coupon' })
  coupon?: Coupon;

  @Column({ name: 'user_id' })
  userId: number;

  @ManyToOne(() => User, { onDelete: 'RESTRICT', nullable: false })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'coupon_user_user' })
  user?: User;

  @Column({ name: 'work_id' })
  workId: number;

  @ManyToOne(() => Work, { onDelete: 'RESTRICT', nullable: false })
  @JoinColumn({ name: 'work_id', foreignKeyConstraintName: 'coupon_user_work' })
  work?: Work;

  @ExactText({ length: 8 })
  code: string;

  @Column({ name: 'is_used', default: false })
  isUsed: boolean;

  /** When it was marked as used. Null while it is unused, and for coupons marked before this column existed. */
  @InstantColumn({ name: 'used_at', nullable: true })
  usedAt: Date | null;

  /** When an operator revoked it. */
  @InstantColumn({ name: 'revoked_at', nullable: true })
  revokedAt: Date | null;

  /** Whether it is revoked and its unit was withdrawn instead of returned to the stock. */
  @Column({ name: 'unit_withdrawn', default: false })
  unitWithdrawn: boolean;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt: Date;
}
