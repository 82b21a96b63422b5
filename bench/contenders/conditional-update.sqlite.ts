import type { Statement, Transaction } from 'better-sqlite3';
import { withFreeCode } from './attempts.js';
import type { Issued, Issuer, Press, Refusal } from './issuer.js';
import type { SqliteFile } from './sqlite-file.js';

type IssueOne = (press: Press, code: string, now: Date) => number | undefined;

/** UPDATE … WHERE count > 0 decides; the insert follows in the same synchronous transaction. */
export class ConditionalUpdateOnSqlite implements Issuer {
  private readonly take: Statement;
  private readonly issueOne: Transaction<IssueOne>;

  constructor(private readonly file: SqliteFile) {
    this.take = file.database.prepare('UPDATE coupon SET count = count - 1 WHERE id = ? AND count > 0');
    this.issueOne = file.database.transaction<IssueOne>((press, code, now) => this.steps(press, code, now));
  }

  issue(press: Press): Promise<Issued | Refusal> {
    return withFreeCode(press, (code, now) => this.issueOne.immediate(press, code, now));
  }

  private steps({ couponId, userId, workId }: Press, code: string, now: Date): number | undefined {
    if (this.take.run(couponId).changes === 0) return undefined;
    return this.file.insert(couponId, userId, workId, code, now);
  }
}
