import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { InstantColumn } from '../platform/database/columns/instant-column.js';

/** A webtoon or a web novel. */
@Entity('work')
@Unique('work_title', ['title'])
export class Work {
  @PrimaryGeneratedColumn()
  id: number;

  @Column({ length: 100 })
  title: string;

  /** A hidden work is not shown, and no coupons are issued for it. Coupons that were issued before stay valid. */
  @Column({ name: 'is_hidden', default: false })
  isHidden: boolean;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt: Date;
}
