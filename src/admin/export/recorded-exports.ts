import { Injectable, Logger } from '@nestjs/common';
import type { Act, Changes } from '../../platform/audit-log/act.js';
import { entryStatement } from '../../platform/audit-log/entry-statement.js';
import { recordedFilters } from '../../platform/audit-log/recorded-filters.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Clock } from '../../platform/time/clock.js';
import type { Operator } from '../action/panel-action.js';

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
  /** `completed`: the whole file was handed to the operating system, which sends it. */
  readonly outcome: 'completed' | 'broken-off';
};

/** Records every export in the audit log: before its first byte, and when it has ended. */
@Injectable()
export class RecordedExports {
  private readonly logger = new Logger('Admin');

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
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

  private async record({ actor }: Operator, act: Act): Promise<void> {
    await this.transactions.run((tx) => tx.rows(entryStatement(tx.instant(this.clock.now()), actor, act)));
  }
}

const listAct = (table: string): Pick<Act, 'target'> => ({ target: { kind: 'list', title: table } });

const filterChange = (filters: StartedExport['filters']): Changes =>
  filters.length > 0 ? { filters: [null, recordedFilters(filters)] } : {};

const endAct = ({ table, filters, rows, sha256, outcome }: EndedExport): Act => ({
  ...listAct(table),
  action: 'export',
  changes: {
    ...filterChange(filters),
    rows: [null, rows],
    sha256: [null, sha256],
    ...(outcome === 'broken-off' && { is_broken_off: [null, true] }),
  },
});
