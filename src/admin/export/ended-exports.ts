import { Injectable, Logger } from '@nestjs/common';
import type { Act } from '../../platform/audit-log/act.js';
import { entryStatement } from '../../platform/audit-log/entry-statement.js';
import { recordedFilters } from '../../platform/audit-log/recorded-filters.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Clock } from '../../platform/time/clock.js';
import type { Operator } from '../action/panel-action.js';

export type EndedExport = {
  /** The id of the table in the panel. */
  readonly table: string;
  /** The filters of the list by name, as in its address. Values may be personal. */
  readonly filters: readonly (readonly [name: string, value: string])[];
  /** Of the part that was written, if the export broke off. */
  readonly rows: number;
  readonly sha256: string;
  readonly operator: Operator;
  /** `completed`: the whole file was handed to the operating system, which sends it. */
  readonly outcome: 'completed' | 'broken-off';
};

/** Records every export in the audit log when it has ended. */
@Injectable()
export class EndedExports {
  private readonly logger = new Logger('Admin');

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Never rejects: the file was already sent. The service's log has the names of the filters only. */
  async record(ended: EndedExport): Promise<void> {
    const { table, filters, rows, sha256, operator, outcome } = ended;
    const names = filters.map(([name]) => name);
    this.logger.log('admin.export', { table, filters: names, rows, sha256, operator: operator.userId, outcome });
    const act = actOf(ended);
    try {
      await this.transactions.run((tx) => tx.rows(entryStatement(tx.instant(this.clock.now()), operator.actor, act)));
    } catch (error) {
      this.logger.error(`The export of ${table} is not in the history: ${String(error)}`);
    }
  }
}

function actOf({ table, filters, rows, sha256, outcome }: EndedExport): Act {
  const filter = recordedFilters(filters);
  return {
    action: 'export',
    target: { kind: 'list', title: table },
    changes: {
      ...(filter && { filters: [null, filter] }),
      rows: [null, rows],
      sha256: [null, sha256],
      ...(outcome === 'broken-off' && { is_broken_off: [null, true] }),
    },
  };
}
