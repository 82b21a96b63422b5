import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SqlProgram } from '../../platform/database/sql/statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../platform/time/clock.js';
import { Work } from '../work.entity.js';
import { refusedLines } from './works-import.errors.js';
import { planImport, type ImportPlan } from './works-import.plan.js';
import { insertWorks, worksAfter } from './works-import.statements.js';

type Titles = ReadonlyMap<number, string>;

/**
 * Brings a list of works into the catalog: everything or nothing, and nothing twice. Other requests are answered while a
 * file is read and planned; the transaction runs only statements that were made before it begins.
 */
@Injectable()
export class WorksImportService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** What `apply` would do now. @throws DomainError `UNUSABLE_FILE` */
  async preview(csv: Buffer): Promise<ImportPlan> {
    return planImport(csv, [...(await this.titles()).values()]);
  }

  /**
   * @returns what was done; somebody else's import of the same titles at the same moment leaves them under `existing`
   * @throws DomainError `UNUSABLE_FILE`; `REFUSED_LINES` when a line cannot be imported and `skipRefused` is not set
   */
  async apply(csv: Buffer, { skipRefused = false }: { skipRefused?: boolean } = {}): Promise<ImportPlan> {
    const plan = await this.preview(csv);
    if (plan.refused.length > 0 && !skipRefused) throw refusedLines(plan.refused.length);
    if (plan.newTitles.length === 0) return plan;
    const titles = plan.newTitles.map(({ title }) => title);
    const written = await this.transactions.run((tx) => this.insertSteps(tx, titles));
    if (written.size === titles.length) return plan;
    // Others' titles may appear after we looked; the unique constraint kept them single.
    const others = [...(await this.titles())].filter(([id]) => !written.has(id)).map(([, title]) => title);
    return planImport(csv, others);
  }

  private *insertSteps(tx: Tx, titles: readonly string[]): SqlProgram<ReadonlySet<number>> {
    tx.written.add(Work);
    const rows = yield insertWorks(titles, tx.instant(this.clock.now()));
    return new Set(rows.flat().map(({ id }) => id as number));
  }

  private async titles(): Promise<Titles> {
    const titles = new Map<number, string>();
    for (let last = 0; ; await nextTurn()) {
      const page = await this.transactions.read((tx) => tx.rows(worksAfter(last)));
      if (page.length === 0) return titles;
      for (const { id, title } of page) titles.set(id as number, title as string);
      last = page.at(-1)!['id'] as number;
    }
  }
}
