import type { TestDatabase } from '../support/test-database.js';

type Holdings = {
  readonly coupon: number;
  /** The member's id or e-mail address. */
  readonly holder: number | string;
  /** SQL conditions on `work`; default: every work, none revoked. */
  readonly works?: string;
  readonly revoked?: string;
  /** The order in which the rows are made; default: that of the works. */
  readonly orderBy?: string;
};

/** A member holds this coupon for many works. The code of each is 20,000,000 plus the id of its work. */
export function holdsForWorks(
  database: TestDatabase,
  { coupon, holder, works = '1 = 1', revoked = '1 = 0', orderBy = 'work.id' }: Holdings,
): Promise<void> {
  const user = typeof holder === 'number' ? holder : `(SELECT id FROM "user" WHERE email = '${holder}')`;
  return database.execute(`INSERT INTO coupon_user
    (coupon_id, user_id, work_id, code, is_used, revoked_at, created_at, updated_at)
    SELECT ${coupon}, ${user}, work.id, CAST(20000000 + work.id AS varchar(8)), FALSE,
      CASE WHEN ${revoked} THEN work.created_at END, work.created_at, work.created_at
    FROM work WHERE ${works} ORDER BY ${orderBy}`);
}
