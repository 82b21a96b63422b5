import Sqlite from 'better-sqlite3';
import { userIdIn, type Sessions } from './sessions.js';

const INSERT = `INSERT INTO coupon_user (coupon_id, user_id, work_id, code, is_used, created_at, updated_at)
                VALUES (?, ?, ?, ?, FALSE, ?, ?) RETURNING id`;

/** Opens the database with the service's settings: write-ahead log, a sync at every commit. */
export class SqliteFile implements Sessions {
  readonly database: Sqlite.Database;
  private readonly session: Sqlite.Statement;
  private readonly insertion: Sqlite.Statement;

  constructor(file: string) {
    this.database = new Sqlite(file);
    this.database.pragma('journal_mode = WAL');
    this.database.pragma('synchronous = FULL');
    this.database.pragma('foreign_keys = ON');
    this.session = this.database.prepare('SELECT data FROM session WHERE id = ? AND expires_at > ?').pluck();
    this.insertion = this.database.prepare(INSERT).pluck();
  }

  userIdOf(storedId: string): Promise<number | undefined> {
    return Promise.resolve(userIdIn(this.session.get(storedId, stored(new Date())) as string | undefined));
  }

  /** @returns the new row's id */
  insert(couponId: number, userId: number, workId: number, code: string, now: Date): number {
    const at = stored(now);
    return this.insertion.get(couponId, userId, workId, code, at, at) as number;
  }
}

const stored = (instant: Date): string => instant.toISOString().replace('T', ' ').replace('Z', '');
