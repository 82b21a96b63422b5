import pg from 'pg';
import { userIdIn, type Sessions } from './sessions.js';

/** About the number of connections that one row can keep busy. More of them only wait for its lock. */
export const ISSUING_CONNECTIONS = 12;

/** A separate pool, so that reading sessions never waits for the coupon's lock. */
const SESSION_CONNECTIONS = 4;

export class PostgresSessions implements Sessions {
  private readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = new pg.Pool({ connectionString: url, max: SESSION_CONNECTIONS });
  }

  async userIdOf(storedId: string): Promise<number | undefined> {
    const { rows } = await this.pool.query<{ data: string }>({
      name: 'session',
      text: 'SELECT data FROM session WHERE id = $1 AND expires_at > now()',
      values: [storedId],
    });
    return userIdIn(rows[0]?.data);
  }
}
