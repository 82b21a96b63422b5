import { Column, type ColumnOptions } from 'typeorm';
import { databaseKind } from '../../config/environment.js';
import { sqliteInstant } from '../typeorm-internals.js';

/** A column for an instant in UTC: `timestamptz` on PostgreSQL, ISO text without a zone on SQLite. */
export const InstantColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ ...options, type: databaseKind === 'postgres' ? 'timestamptz' : 'datetime' });

/** Converts an instant to a parameter for a statement written by hand. */
export const instantParameter = (at: Date): unknown => (databaseKind === 'postgres' ? at : sqliteInstant(at));
