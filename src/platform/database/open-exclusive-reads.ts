import type { DatabaseLocation } from '../config/database-url.js';
import type { ExclusiveReads } from './exclusive-reads.js';
import { postgresExclusiveReads } from './postgres/postgres-exclusive-reads.js';
import { SqliteExclusiveReads } from './sqlite/sqlite-exclusive-reads.js';

/**
 * @param lock the job's key of an advisory lock, which is held until `close`
 * @returns undefined while another process holds the lock. SQLite has one process
 * @throws the driver's error if the database cannot be reached
 */
export async function openExclusiveReads(
  location: DatabaseLocation,
  lock: number,
): Promise<ExclusiveReads | undefined> {
  return location.kind === 'postgres'
    ? postgresExclusiveReads(location.url, lock)
    : new SqliteExclusiveReads(location.file);
}
