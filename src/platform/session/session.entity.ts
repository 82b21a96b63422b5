import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns/instant-column.js';

/** A logged-in browser. Made at login, never changed, gone at logout. */
@Entity('session')
@Index('session_by_user', ['userId', 'expiresAt'])
export class Session {
  /** SHA-256 of the cookie's session id: whoever reads this table cannot use what it finds. */
  @PrimaryColumn({ length: 64 })
  id: string;

  @Column('text')
  data: string;

  @Column('integer', { name: 'user_id', nullable: true })
  userId: number | null;

  /** The member's `session_epoch` at login. */
  @Column('integer', { nullable: true })
  epoch: number | null;

  @Index('session_expires_at')
  @InstantColumn({ name: 'expires_at' })
  expiresAt: Date;
}
