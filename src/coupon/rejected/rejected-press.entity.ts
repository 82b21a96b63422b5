import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { ExactText } from '../../platform/database/columns/exact-text.js';
import { InstantColumn } from '../../platform/database/columns/instant-column.js';

/** Why a press got no coupon: the code that the member received. `ALREADY_ISSUED` is not among them: the member has the code. */
export const REJECTIONS = [
  'SOLD_OUT',
  'NOT_STARTED',
  'ENDED',
  'PAUSED',
  'REVOKED',
  'DOES_NOT_EXIST',
  'THROTTLED',
  'OVERLOADED',
  'UNAVAILABLE',
  'INTERNAL',
] as const;

export type Rejection = (typeof REJECTIONS)[number];

/**
 * The presses of a member for a coupon and a work that got no coupon, as one row. `RejectedPresses` writes it, not in the
 * transaction of the press: a crash loses about the last second. `RejectedPressSweeper` deletes rows that are older than
 * REJECTED_PRESS_DAYS.
 *
 * No foreign keys: a work or a coupon of which none was issued may be deleted, and the row stays.
 */
@Entity('rejected_press')
@Index('rejected_press_by_time', ['lastAt'])
export class RejectedPress {
  @PrimaryColumn({ name: 'user_id' })
  userId: number;

  @PrimaryColumn({ name: 'coupon_id' })
  couponId: number;

  @PrimaryColumn({ name: 'work_id' })
  workId: number;

  /** How many. After a failure of the database, some may be counted twice. */
  @Column()
  presses: number;

  /** By the clock of the process that answered the press. */
  @InstantColumn({ name: 'first_at' })
  firstAt: Date;

  @InstantColumn({ name: 'last_at' })
  lastAt: Date;

  @ExactText({ name: 'last_reason', type: 'varchar', length: 32 })
  lastReason: Rejection;
}
