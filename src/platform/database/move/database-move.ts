import type { DatabaseLocation } from '../../config/database-url.js';
import { databaseFailure } from '../database-failure.js';
import { compareAll } from './move-comparison.js';
import { refuseFilledTarget, refuseOtherRelease, refuseUnsuitableTarget } from './move-preconditions.js';
import { commitUnanswered, interrupted } from './move-refusal.js';
import { MoveSource } from './move-source.js';
import { MoveTarget } from './move-target.js';
import { ROWS_PER_BATCH, type ShowStep } from './move-step.js';
import { movedTables, type MovedTable } from './moved-tables.js';
import { movedRow } from './moved-value.js';

export type MovePlan = {
  readonly file: string;
  /** Host, port and name of the database. */
  readonly target: string;
  readonly bytes: number;
  readonly rows: readonly (readonly [table: string, count: number])[];
  /** Tables of the source that are not moved. */
  readonly left: readonly string[];
};

/**
 * Moves all rows from SQLite to PostgreSQL. The guarantee: PostgreSQL has either all rows, each compared with its original,
 * or none.
 *
 * - All rows are written in one transaction, which is committed after the comparison.
 * - The source does not change: no other process can open it meanwhile, and its file is checked before COMMIT.
 * - The target is empty: this is checked under locks that keep other processes from writing until COMMIT.
 */
export class DatabaseMove {
  private constructor(
    private readonly source: MoveSource,
    private readonly target: MoveTarget,
    private readonly tables: readonly MovedTable[],
  ) {}

  /**
   * @param alone keeps other processes from opening the source until `close`; required for `run`
   * @throws MoveRefusal if there is nothing to move, or not to there; the driver's error if PostgreSQL cannot be reached
   */
  static async open(
    file: string,
    location: DatabaseLocation & { kind: 'postgres' },
    alone: boolean,
  ): Promise<DatabaseMove> {
    const source = MoveSource.open(file, alone);
    let target: MoveTarget | undefined;
    try {
      target = await MoveTarget.open(location);
      const tables = movedTables(target.dataSource);
      refuseOtherRelease(source, target);
      await refuseUnsuitableTarget(target, tables);
      return new DatabaseMove(source, target, tables);
    } catch (error) {
      source.close();
      await target?.close();
      throw error;
    }
  }

  plan(): MovePlan {
    const names = this.tables.map(({ name }) => name);
    return {
      file: this.source.file,
      target: this.target.address,
      bytes: this.source.bytes,
      rows: this.tables.map((table) => [table.name, this.source.count(table)] as const),
      left: this.source.tables().filter((name) => !names.includes(name)),
    };
  }

  /**
   * @param show called before each batch
   * @param signal rolls back, until COMMIT is sent
   * @throws MoveRefusal, or an error of a driver: PostgreSQL has no rows, except when COMMIT itself failed
   */
  async run(show: ShowStep, signal: AbortSignal): Promise<void> {
    const { source, target, tables } = this;
    const disconnect = (): void => target.disconnect();
    signal.addEventListener('abort', disconnect);
    try {
      signal.throwIfAborted();
      show({ name: 'check', table: '', done: 0 });
      source.check();
      await target.migrate();
      await target.begin(tables);
      await refuseFilledTarget(target, tables);
      await target.clear(tables);
      for (const table of tables) await this.copy(table, show);
      await target.enableTriggers(tables);
      await compareAll(source, target, tables, show);
      await target.record(this.plan().rows.reduce((sum, [, count]) => sum + count, 0));
      source.refuseIfChanged();
    } catch (error) {
      throw signal.aborted ? interrupted() : error;
    } finally {
      signal.removeEventListener('abort', disconnect);
    }
    await this.commit();
  }

  async close(): Promise<void> {
    this.source.close();
    await this.target.close();
  }

  private async commit(): Promise<void> {
    try {
      await this.target.commit();
    } catch (error) {
      throw databaseFailure(error) === 'lost' ? commitUnanswered() : error;
    }
  }

  private async copy(table: MovedTable, show: ShowStep): Promise<void> {
    let done = 0;
    for (const page of this.source.pages(table, ROWS_PER_BATCH)) {
      show({ name: 'copy', table: table.name, done });
      await this.target.insert(
        table,
        page.map((row) => movedRow(table, row)),
      );
      done += page.length;
    }
    if (table.generated) await this.target.continueIds(table, this.source.lastId(table));
  }
}
