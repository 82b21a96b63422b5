import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The columns of the service's tables that are needed to issue a coupon. */
@Entity('coupon')
export class Coupon {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  count: number;
}

@Entity('coupon_user')
export class CouponUser {
  @PrimaryGeneratedColumn()
  id: number;

  @Column({ name: 'coupon_id' })
  couponId: number;

  @Column({ name: 'user_id' })
  userId: number;

  @Column({ name: 'work_id' })
  workId: number;

  @Column()
  code: string;

  @Column({ name: 'is_used' })
  isUsed: boolean;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
