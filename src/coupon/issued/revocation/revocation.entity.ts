import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../../../platform/database/columns/instant-column.js';

/** `failed`: it could not continue, for example because the stock is at its maximum. */
export type RevocationState = 'running' | 'completed' | 'cancelled' | 'failed';

/** The name of a filter of the panel's list, as its address has it, and its value. */
export type NamedFilter = readonly [name: string, value: string];

/**
 * The revocation of all unused coupons that match a filter. The rows with ids up to `lastId` are walked through in the order of
 * ids. The transaction that revokes some of them also moves `afterId` and the counts, so that it can be continued after a crash
 * and revokes nothing twice. One is running at most: a unique index ensures it.
 */
@Entity('revocation')
@Index('revocation_running', ['state'], { unique: true, where: `"state" = 'running'` })
@Index('revocation_request', ['requestKey'], { unique: true, where: '"request_key" IS NOT NULL' })
export class Revocation {
  @PrimaryGeneratedColumn()
  id: number;

  /** Idempotency key of the panel's form. */
  @Column({ name: 'request_key', type: 'varchar', length: 64, nullable: true })
  requestKey: string | null;

  /** The operator who started it, as in the audit log. */
  @Column('integer', { name: 'actor_id', nullable: true })
  actorId: number | null;

  @Column({ type: 'varchar', length: 255 })
  actor: string;

  @Column({ type: 'varchar', length: 45, nullable: true })
  address: string | null;

  /** In the operator's words. */
  @Column({ type: 'varchar', length: 200 })
  reason: string;

  /** JSON: `NamedFilter[]`. Values may be personal. */
  @Column('text')
  filters: string;

  /** Whether the units return to the stock. */
  @Column({ name: 'returns_units' })
  returnsUnits: boolean;

  /** Between these ids are all issued coupons that the preview saw, or that existed at the start if nobody saw a preview. */
  @Column({ name: 'first_id' })
  firstId: number;

  @Column({ name: 'last_id' })
  lastId: number;

  /** How many coupons the preview counted; null if it stopped counting. */
  @Column('integer', { nullable: true })
  expected: number | null;

  @Column({ type: 'varchar', length: 16 })
  state: RevocationState;

  /** All rows up to this id were dealt with. */
  @Column({ name: 'after_id' })
  afterId: number;

  @Column({ default: 0 })
  revoked: number;

  /** Rows that match the filter and were used or revoked already. */
  @Column({ default: 0 })
  untouched: number;

  /** The process that works on it, until `leasedUntil` by the database's clock. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  worker: string | null;

  @InstantColumn({ name: 'leased_until', nullable: true })
  leasedUntil: Date | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
