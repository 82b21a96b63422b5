import type { Statement, Transaction } from 'better-sqlite3';
import { withFreeCode } from './attempts.js';
import type { Issued, Issuer, Press, Refusal } from './issuer.js';
import type { SqliteFile } from './sqlite-file.js';

type IssueOne = (press: Press, code: string, now: Date) => number | undefined;

/** The same steps on SQLite, which locks the file: one synchronous immediate transaction for each request. */
export class RowLockOnSqlite implements Issuer {
  private readonly count: Statement;
  private readonly update: Statement;
  private readonly issueOne: Transaction<IssueOne>;

  constructor(private readonly file: SqliteFile) {
    this.count = file.database.prepare('SELECT count FROM coupon WHERE id = ?').pluck();
    this.update = file.database.prepare('UPDATE coupon SET count = ? WHERE id = ?');
    this.issueOne = file.database.transaction<IssueOne>((press, code, now) => this.steps(press, code, now));
  }

  issue(press: Press): Promise<Issued | Refusal> {
    return withFreeCode(press, (code, now) => this.issueOne.immediate(press, code, now));
  }

  private steps({ couponId, userId, workId }: Press, code: string, now: Date): number | undefined {
    const count = this.count.get(couponId) as number | undefined;
    if (!count) return undefined;
    const id = this.file.insert(couponId, userId, workId, code, now);
    this.update.run(count - 1, couponId);
    return id;
  }
}
