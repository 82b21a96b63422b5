import { Column, type ColumnOptions } from 'typeorm';
import { databaseKind } from '../../config/environment.js';
import { sqliteInstant } from '../typeorm-internals.js';

/** A point in time, kept in UTC: `timestamptz` on PostgreSQL, ISO text without a zone on SQLite. */
export const InstantColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ ...options, type: databaseKind === 'postgres' ? 'timestamptz' : 'datetime' });

/** An instant as a statement of one's own takes it for a parameter. */
export const instantParameter = (at: Date): unknown => (databaseKind === 'postgres' ? at : sqliteInstant(at));
