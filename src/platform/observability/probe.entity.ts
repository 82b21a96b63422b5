import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns/instant-column.js';

/** One row, written every few seconds to find out whether the database can be written. */
@Entity('probe')
export class Probe {
  @PrimaryColumn('integer')
  id: number;

  @InstantColumn({ name: 'written_at' })
  writtenAt: Date;
}
