import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { numbered } from '../../platform/database/sql/in-list.js';
import { Sweeper } from '../../platform/database/sweeper.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Clock } from '../../platform/time/clock.js';

const SWEEP_SIZE = 500;

const KEY = '("user_id", "coupon_id", "work_id")';

const ANY_EXPIRED = numbered('SELECT 1 FROM "rejected_press" WHERE "last_at" < ? LIMIT 1');

/** The second condition keeps a row whose member has pressed again meanwhile. */
const DELETE = numbered(`DELETE FROM "rejected_press" WHERE ${KEY} IN (
    SELECT "user_id", "coupon_id", "work_id" FROM "rejected_press" WHERE "last_at" < ? ORDER BY "last_at" LIMIT ${SWEEP_SIZE})
  AND "last_at" < ? RETURNING "user_id"`);

/** Deletes rejected presses of which the last one is older than REJECTED_PRESS_DAYS. */
@Injectable()
export class RejectedPressSweeper extends Sweeper {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {
    super('old rejected presses');
  }

  protected override async sweepSome(): Promise<boolean> {
    const { rejectedPressMs } = this.settings;
    if (rejectedPressMs === undefined) return false;
    const before = new Date(this.clock.now().getTime() - rejectedPressMs);
    const expired = await this.transactions.read((tx) =>
      tx.rows({ sql: ANY_EXPIRED, parameters: [tx.instant(before)] }),
    );
    if (expired.length === 0) return false;
    const deleted = await this.transactions.run((tx) =>
      tx.rows({ sql: DELETE, parameters: [tx.instant(before), tx.instant(before)] }),
    );
    return deleted.length === SWEEP_SIZE;
  }
}
