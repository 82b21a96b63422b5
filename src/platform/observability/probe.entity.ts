import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns/instant-column.js';

/** A single row that the readiness check writes every few seconds to test that the database is writable. */
@Entity('probe')
export class Probe {
  @PrimaryColumn('integer')
  id: number;

  @InstantColumn({ name: 'written_at' })
  writtenAt: Date;
}
