import { Injectable, Logger } from '@nestjs/common';
import type { Act } from '../../platform/audit-log/act.js';
import { AuditLog } from '../../platform/audit-log/audit-log.js';
import { filterChange } from '../../platform/audit-log/filter-change.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { Operator, Outcome } from '../action/panel-action.js';

export type StartedExport = {
  /** The id of the table in the panel. */
  readonly table: string;
  /** The filters of the list by name, as in its address. Values may be personal. */
  readonly filters: readonly (readonly [name: string, value: string])[];
  readonly operator: Operator;
};

export type EndedExport = StartedExport & {
  /** Of the part that was written, if the export broke off. */
  readonly rows: number;
  readonly sha256: string;
  readonly outcome: Outcome;
};

/** Records every export in the audit log: before its first byte, and when it has ended. */
@Injectable()
export class RecordedExports {
  private readonly logger = new Logger('Admin');

  constructor(
    private readonly transactions: Transactions,
    private readonly auditLog: AuditLog,
  ) {}

  /** So that no file leaves without a line, whatever happens during the download. @throws DomainError `UNAVAILABLE` */
  start({ table, filters, operator }: StartedExport): Promise<void> {
    return this.record(operator, { ...listAct(table), action: 'start-export', changes: filterChange(filters) });
  }

  /** Never rejects: the file was already sent. The service's log has the names of the filters only. */
  async end(ended: EndedExport): Promise<void> {
    const { table, filters, rows, sha256, operator, outcome } = ended;
    const names = filters.map(([name]) => name);
    this.logger.log('admin.export', { table, filters: names, rows, sha256, operator: operator.userId, outcome });
    try {
      await this.record(operator, endAct(ended));
    } catch (error) {
      this.logger.error(`The end of the export of ${table} is not in the history: ${String(error)}`);
    }
  }

  private record({ actor }: Operator, act: Act): Promise<void> {
    return this.transactions.run((tx) => this.auditLog.recordOnly(tx, actor, act));
  }
}

const listAct = (table: string): Pick<Act, 'target'> => ({ target: { kind: 'list', title: table } });

const endAct = ({ table, filters, rows, sha256, outcome }: EndedExport): Act => ({
  ...listAct(table),
  action: 'export',
  changes: {
    ...filterChange(filters),
    rows: [null, rows],
    sha256: [null, sha256],
    ...(outcome !== 'completed' && { is_broken_off: [null, true] }),
    ...(outcome === 'rights-ended' && { rights_ended: [null, true] }),
  },
});
