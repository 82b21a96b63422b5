import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/config/settings.js';
import { placeholder } from '../../../platform/database/sql/in-list.js';
import { Sweeper } from '../../../platform/database/sweeper.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Clock } from '../../../platform/time/clock.js';

const DELETE = `DELETE FROM "revocation" WHERE "ended_at" < ${placeholder(1)}`;

/** Deletes revocations that ended before HISTORY_DAYS, because their filters may name members. There are few. */
@Injectable()
export class RevocationSweeper extends Sweeper {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {
    super('old revocations');
  }

  protected override async sweepSome(): Promise<boolean> {
    const { historyMs } = this.settings;
    if (historyMs === undefined) return false;
    const before = new Date(this.clock.now().getTime() - historyMs);
    await this.transactions.run((tx) => tx.rows({ sql: DELETE, parameters: [tx.instant(before)] }));
    return false;
  }
}
