import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../platform/database/columns/instant-column.js';

/** The last verification that the service completed: a single row, which all processes read. */
@Entity('verification_run')
export class VerificationRun {
  @PrimaryColumn('integer')
  id: number;

  @InstantColumn({ name: 'ended_at' })
  endedAt: Date;

  @Column('integer', { name: 'duration_ms' })
  durationMs: number;

  /** JSON: for each check, by its name, the number of rows that break it. */
  @Column('text')
  findings: string;
}
