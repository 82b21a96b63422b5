import type { BackgroundReads } from '../../platform/database/background-reads.js';
import { numbered } from '../../platform/database/sql/in-list.js';
import { MAX_COUNT } from './list-statements.js';

/** How many coupons were issued of one coupon or for one work; counting stops at `MAX_COUNT` + 1. */
export async function countIssued(reads: BackgroundReads, by: 'coupon_id' | 'work_id', id: number): Promise<number> {
  const rows = `SELECT 1 FROM coupon_user WHERE ${by} = ? LIMIT ${MAX_COUNT + 1}`;
  const [row] = await reads.rows({ sql: numbered(`SELECT COUNT(*) AS n FROM (${rows}) AS counted`), parameters: [id] });
  return Number(row!['n']);
}
