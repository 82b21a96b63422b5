import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Coupon } from '../coupon.entity.js';

/** The only row, made by its migration. */
export const THE_EVENT_PAGE = 1;

/** Which coupon an operator selected for `/event/`. */
@Entity('event_page')
@Check('event_page_one_row', `"id" = ${THE_EVENT_PAGE}`)
export class EventPageSelection {
  @PrimaryColumn('integer')
  id: number;

  /** Null until one is selected, and after the selected one is deleted. */
  @Column({ name: 'coupon_id', type: 'integer', nullable: true })
  couponId: number | null;

  @ManyToOne(() => Coupon, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'coupon_id', foreignKeyConstraintName: 'event_page_coupon' })
  coupon?: Coupon | null;
}
