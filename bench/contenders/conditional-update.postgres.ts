import pg from 'pg';
import { withFreeCode } from './attempts.js';
import type { Issued, Issuer, Press, Refusal } from './issuer.js';
import { ISSUING_CONNECTIONS } from './postgres-pools.js';

/** One statement without a SELECT: it inserts the coupon if UPDATE … WHERE count > 0 changed a row. */
const ISSUE = {
  name: 'issue',
  text: `WITH taken AS (
           UPDATE coupon SET count = count - 1 WHERE id = $1 AND count > 0 RETURNING id
         )
         INSERT INTO coupon_user (coupon_id, user_id, work_id, code, is_used, created_at, updated_at)
         SELECT id, $2, $3, $4, FALSE, $5, $5 FROM taken RETURNING id`,
};

export class ConditionalUpdateOnPostgres implements Issuer {
  private readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = new pg.Pool({ connectionString: url, max: ISSUING_CONNECTIONS });
  }

  issue(press: Press): Promise<Issued | Refusal> {
    return withFreeCode(press, async (code, now) => {
      const values = [press.couponId, press.userId, press.workId, code, now];
      const { rows } = await this.pool.query<{ id: number }>({ ...ISSUE, values });
      return rows[0]?.id;
    });
  }
}
