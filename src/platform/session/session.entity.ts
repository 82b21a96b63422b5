import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns/instant-column.js';

/** A logged-in browser. Inserted at login, deleted at logout or after it expires. */
@Entity('session')
@Index('session_by_user', ['userId', 'expiresAt'])
export class Session {
  /** SHA-256 of the session id in the cookie, so that a leaked table does not contain usable session ids. */
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
