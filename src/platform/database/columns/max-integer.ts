/** Largest value of an `integer` column on PostgreSQL. SQLite could store more; the same limit holds there. */
export const MAX_INTEGER = 2 ** 31 - 1;
