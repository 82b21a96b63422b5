/** Maximum of an `integer` column on PostgreSQL. SQLite could store more, but the same limit is used. */
export const MAX_INTEGER = 2 ** 31 - 1;
