import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { ExactText } from '../platform/database/columns/exact-text.js';
import { InstantColumn } from '../platform/database/columns/instant-column.js';

@Entity('user')
@Unique('user_email_key', ['emailKey'])
@Unique('user_email', ['email'])
@Index('user_admins', ['isAdmin', 'id'], { where: '"is_admin"' })
@Index('user_inactive', ['isActive', 'id'], { where: 'NOT "is_active"' })
export class User {
  @PrimaryGeneratedColumn()
  id: number;

  /** As the member wrote the address, with the domain in lower case. */
  @Column({ length: 255 })
  email: string;

  /** The same for all spellings of one mailbox: see `emailKey` in `email-address.ts`. */
  @ExactText({ name: 'email_key', length: 255 })
  emailKey: string;

  /** A hash: argon2id, or Django's pbkdf2_sha256 until the member's next login. */
  @Column({ length: 255 })
  password: string;

  /** Whether the account may open the panel. */
  @Column({ name: 'is_admin', default: false })
  isAdmin: boolean;

  /** The rights in the panel of an account with `isAdmin`: see `roleOf`. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  role: string | null;

  @Column({ name: 'is_active', default: true })
  isActive: boolean;

  /** Increases at a password change and at deactivation. A session with an older epoch is invalid. */
  @Column({ name: 'session_epoch', default: 0 })
  sessionEpoch: number;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt: Date;
}
