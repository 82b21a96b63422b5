import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Actor } from '../../platform/audit-log/actor.js';
import { AuditLog } from '../../platform/audit-log/audit-log.js';
import type { SqlProgram } from '../../platform/database/sql/statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../platform/time/clock.js';
import { Work } from '../work.entity.js';
import { importOf } from './import-act.js';
import { refusedLines } from './works-import.errors.js';
import { planImport, type ImportPlan, type PlannedWork } from './works-import.plan.js';
import { insertWorks, worksAfter } from './works-import.statements.js';

type Titles = ReadonlyMap<number, string>;

/**
 * Imports works from a CSV file: all titles in one transaction, and each title once. Parsing and planning yield to the
 * event loop. The transaction stays short, because its statements are prepared before it begins.
 */
@Injectable()
export class WorksImportService {
  constructor(
    private readonly transactions: Transactions,
    private readonly auditLog: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @returns the plan that `apply` would carry out now. @throws DomainError `UNUSABLE_FILE` */
  async preview(csv: Buffer): Promise<ImportPlan> {
    return planImport(csv, [...(await this.titles()).values()]);
  }

  /**
   * Imports the new titles of a file.
   * @returns the plan that was carried out; titles that another import wrote at the same time are in `existing`
   * @throws DomainError `UNUSABLE_FILE`; `REFUSED_LINES` when a line cannot be imported and `skipRefused` is not set
   */
  async apply(csv: Buffer, by: Actor, { skipRefused = false }: { skipRefused?: boolean } = {}): Promise<ImportPlan> {
    const plan = await this.preview(csv);
    if (plan.refused.length > 0 && !skipRefused) throw refusedLines(plan.refused.length);
    if (plan.newTitles.length === 0) return plan;
    const written = await this.transactions.run((tx) => this.insertSteps(tx, plan.newTitles, by));
    if (written.size === plan.newTitles.length) return plan;
    // Another import wrote some titles after the preview, and the unique constraint skipped them here.
    const others = [...(await this.titles())].filter(([id]) => !written.has(id)).map(([, title]) => title);
    return planImport(csv, others);
  }

  private *insertSteps(tx: Tx, works: readonly PlannedWork[], by: Actor): SqlProgram<ReadonlySet<number>> {
    tx.written.add(Work);
    const rows = yield insertWorks(works, tx.instant(this.clock.now()));
    const ids = new Set(rows.flat().map(({ id }) => id as number));
    if (ids.size > 0) this.auditLog.record(tx, by, importOf(ids.size));
    return ids;
  }

  private async titles(): Promise<Titles> {
    const titles = new Map<number, string>();
    for (let lastId = 0; ; await nextTurn()) {
      const page = await this.transactions.read((tx) => tx.rows(worksAfter(lastId)));
      if (page.length === 0) return titles;
      for (const { id, title } of page) titles.set(id as number, title as string);
      lastId = page.at(-1)!['id'] as number;
    }
  }
}
