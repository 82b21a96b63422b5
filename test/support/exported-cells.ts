import type { TestDatabase } from './test-database.js';

const KOREAN = 9 * 60 * 60 * 1000;

/** The ISO text of an instant as each database gives it. */
const iso = (at: unknown): string =>
  at === null ? '' : at instanceof Date ? at.toISOString() : `${(at as string).replace(' ', 'T')}Z`;
const inKorea = (at: unknown): string =>
  at === null ? '' : new Date(Date.parse(iso(at)) + KOREAN).toISOString().slice(0, 19).replace('T', ' ');

/** The cells of an instant: the local time and UTC. */
export const both = (at: unknown): string[] => [inKorea(at), iso(at)];
export const plain = (value: unknown): string => (value === null ? '' : `${value as string | number}`);
export const flag = (value: unknown): string => String(Boolean(value));

/** What an export of all issued coupons must contain, from the rows of the database. All events are in Korean time. */
export async function issuedCouponCells(database: TestDatabase): Promise<string[][]> {
  const issued = await database.rows(`SELECT i.*, u.email, w.title, c.name, c.time_zone FROM coupon_user i
    JOIN "user" u ON u.id = i.user_id JOIN work w ON w.id = i.work_id JOIN coupon c ON c.id = i.coupon_id ORDER BY i.id`);
  return issued.map((row) => [
    ...[plain(row['id']), plain(row['code']), plain(row['user_id']), plain(row['email'])],
    ...[plain(row['work_id']), plain(row['title']), plain(row['coupon_id']), plain(row['name'])],
    ...[flag(row['is_used']), flag(row['revoked_at'] !== null), ...both(row['created_at'])],
    ...[...both(row['used_at']), ...both(row['revoked_at']), ...both(row['updated_at'])],
    plain(row['time_zone']),
  ]);
}
