import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Coupon } from '../coupon.entity.js';

/** The table's only row; its migration inserts it. */
export const EVENT_PAGE_ID = 1;

/** Which coupon an operator selected for `/event/`. */
@Entity('event_page')
@Check('event_page_one_row', `"id" = ${EVENT_PAGE_ID}`)
export class EventPageSelection {
  @PrimaryColumn('integer')
  id: number;

  /** Null until an operator selects one, and after the selected one was deleted. */
  @Column({ name: 'coupon_id', type: 'integer', nullable: true })
  couponId: number | null;

  @ManyToOne(() => Coupon, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'coupon_id', foreignKeyConstraintName: 'event_page_coupon' })
  coupon?: Coupon | null;
}
