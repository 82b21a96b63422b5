import { databaseKind } from '../../config/environment.js';
import type { Statement } from './statement.js';

/**
 * After rows were inserted with given ids: lets the next generated id be higher than all of them. SQLite does so by itself.
 * @param table a constant
 */
export const continueIds = (table: string): Statement[] =>
  databaseKind === 'postgres'
    ? [
        {
          sql: `SELECT setval(pg_get_serial_sequence('"${table}"', 'id'), max("id"))::text FROM "${table}"`,
          parameters: [],
        },
      ]
    : [];
