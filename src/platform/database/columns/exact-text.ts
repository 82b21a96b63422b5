import { Column, type ColumnOptions } from 'typeorm';
import { databaseKind } from '../../config/environment.js';

/**
 * Text that is compared byte by byte, and not by a language's rules: one index then finds the whole text, its beginning,
 * and its place in the order. SQLite compares so anyway.
 */
export const ExactText = (options: ColumnOptions): PropertyDecorator =>
  Column(databaseKind === 'postgres' ? { ...options, collation: 'C' } : options);
