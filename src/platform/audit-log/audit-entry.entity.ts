import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { ExactText } from '../database/columns/exact-text.js';
import { InstantColumn } from '../database/columns/instant-column.js';
import type { Action, Target } from './act.js';

/**
 * The audit log: one row for each act of an operator, a command or the service, written in the same transaction as the change.
 * A row is never changed; `AuditLogSweeper` deletes rows that are older than HISTORY_DAYS.
 */
@Entity('audit_entry')
@Index('audit_entry_by_target', ['targetId', 'id'])
@Index('audit_entry_by_actor', ['actor', 'id'])
@Index('audit_entry_by_action', ['action', 'id'])
export class AuditEntry {
  @PrimaryGeneratedColumn()
  id: number;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  /** The operator's account. No foreign key: the log stays when an account is deleted. */
  @Column('integer', { name: 'actor_id', nullable: true })
  actorId: number | null;

  /** The operator's e-mail, the name of a command, or `toodat`. */
  @ExactText({ type: 'varchar', length: 255 })
  actor: string;

  /** IP address of the operator's client. */
  @Column({ type: 'varchar', length: 45, nullable: true })
  address: string | null;

  @ExactText({ type: 'varchar', length: 32 })
  action: Action;

  @Column({ name: 'target_kind', type: 'varchar', length: 16 })
  targetKind: Target['kind'];

  @Column('integer', { name: 'target_id', nullable: true })
  targetId: number | null;

  /** The target's name at that time. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  target: string | null;

  /** JSON: `{"name": ["before", "after"]}`. */
  @Column('text', { nullable: true })
  changes: string | null;

  /** In the operator's words. */
  @Column({ type: 'varchar', length: 200, nullable: true })
  reason: string | null;
}
