import { randomInt } from 'node:crypto';
import type { Client } from 'pg';

/** The first key of the advisory lock; those of coupons and logins have others. */
const LOCK_CLASS = 7_653;

/**
 * Whether two connections lead to one database, whatever their addresses are: advisory locks exclude each other within a database
 * only. This needs no rights. Both locks end with their connection.
 */
export async function isSameDatabase(one: Client, other: Client): Promise<boolean> {
  const key = [LOCK_CLASS, randomInt(2 ** 31)];
  await one.query('SELECT pg_advisory_lock($1, $2)', key);
  const { rows } = await other.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS free', key);
  return !rows[0]!.free;
}
