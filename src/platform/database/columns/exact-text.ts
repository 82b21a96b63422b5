import { Column, type ColumnOptions } from 'typeorm';
import { databaseKind } from '../../config/environment.js';

/**
 * A text column that is compared byte by byte and not by the rules of a language. So one index serves equality, prefix
 * searches and sorting. On SQLite this is the default.
 */
export const ExactText = (options: ColumnOptions): PropertyDecorator =>
  Column(databaseKind === 'postgres' ? { ...options, collation: 'C' } : options);
