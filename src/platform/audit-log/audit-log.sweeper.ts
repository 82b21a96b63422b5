import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { inList, listParameter, placeholder } from '../database/sql/in-list.js';
import { Sweeper } from '../database/sweeper.js';
import { Transactions } from '../database/transactions.js';
import { Clock } from '../time/clock.js';

const SWEEP_SIZE = 500;

/** Later rows have higher ids, so the oldest rows are found without an index on the time. */
const EXPIRED = `SELECT "id" FROM (SELECT "id", "created_at" FROM "audit_entry" ORDER BY "id" LIMIT ${SWEEP_SIZE}) AS oldest
  WHERE "created_at" < ${placeholder(1)}`;
const DELETE = `DELETE FROM "audit_entry" WHERE ${inList('"id"')}`;

/** Deletes rows of the audit log that are older than HISTORY_DAYS. */
@Injectable()
export class AuditLogSweeper extends Sweeper {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {
    super('old rows of the audit log');
  }

  protected override async sweepSome(): Promise<boolean> {
    const { historyMs } = this.settings;
    if (historyMs === undefined) return false;
    const before = new Date(this.clock.now().getTime() - historyMs);
    const rows = await this.transactions.read((tx) => tx.rows({ sql: EXPIRED, parameters: [tx.instant(before)] }));
    const ids = rows.map(({ id }) => id as number);
    if (ids.length > 0) {
      await this.transactions.run((tx) => tx.rows({ sql: DELETE, parameters: [listParameter(ids)] }));
    }
    return ids.length === SWEEP_SIZE;
  }
}
