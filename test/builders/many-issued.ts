import type { TestDatabase } from '../support/test-database.js';
import { aCoupon } from './coupons.js';
import { aWork } from './works.js';

export const ISSUED = 24_000;
export const MOVEMENTS = 12_000;

/** The half that was issued later was issued then; the other half a month earlier. */
export const LATER = '2026-02-01T00:00:00.000Z';
const EARLIER = '2026-01-01T00:00:00.000Z';

export type ManyIssued = { readonly coupons: readonly number[]; readonly works: readonly number[] };

/** So many issued coupons and movements that lists must not read them all; 2,000 members hold 12 each. */
export async function manyIssued(database: TestDatabase): Promise<ManyIssued> {
  const coupons = [await aCoupon(database), await aCoupon(database), await aCoupon(database)];
  const works: number[] = [];
  for (let place = 0; place < 4; place++) works.push(await aWork(database));
  const at = (iso: string): string =>
    database.kind === 'postgres' ? `timestamptz '${iso}'` : `'${iso.slice(0, -1).replace('T', ' ')}'`;
  const series = (length: number): string =>
    database.kind === 'postgres'
      ? `generate_series(0, ${length - 1}) AS n(i)`
      : `(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${length - 1}) SELECT i FROM n) AS n`;
  const one = (of: readonly number[], index: string): string =>
    `CASE ${of.map((id, place) => `WHEN (${index}) = ${place} THEN ${id}`).join(' ')} END`;
  const email = `'holder-' || (10000 + i) || '@example.com'`;
  await database.execute(`INSERT INTO "user" (id, email, email_key, password, is_admin, is_active, created_at, updated_at)
    SELECT 10000 + i, ${email}, ${email}, '!', FALSE, i % 500 <> 0, ${at(EARLIER)}, ${at(EARLIER)} FROM ${series(ISSUED / 12)}`);
  const moment = `CASE WHEN i < ${ISSUED / 2} THEN ${at(EARLIER)} ELSE ${at(LATER)} END`;
  await database.execute(`INSERT INTO coupon_user (coupon_id, user_id, work_id, code, is_used, revoked_at, created_at, updated_at)
    SELECT ${one(coupons, 'i % 12 % 3')}, 10000 + i / 12, ${one(works, 'i % 12 / 3')}, CAST(20000000 + i AS varchar(8)),
      i % 5000 = 3, CASE WHEN i % 7000 = 1 THEN ${at(LATER)} END, ${moment}, ${moment} FROM ${series(ISSUED)}`);
  await database.execute(`INSERT INTO stock_movement (coupon_id, kind, delta, created_at)
    SELECT ${coupons[0]}, 'issued', -2, ${at(EARLIER)} FROM ${series(MOVEMENTS)}`);
  if (database.kind === 'postgres') await database.execute('ANALYZE');
  return { coupons, works };
}
