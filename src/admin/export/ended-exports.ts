import { Injectable, Logger } from '@nestjs/common';
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

/** Records every export when it has ended. */
@Injectable()
export class EndedExports {
  private readonly logger = new Logger('Admin');

  /** The log has the names of the filters only. */
  record({ table, filters, rows, sha256, operator, outcome }: EndedExport): void {
    const names = filters.map(([name]) => name);
    this.logger.log('admin.export', { table, filters: names, rows, sha256, operator: operator.userId, outcome });
  }
}
