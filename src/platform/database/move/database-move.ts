import { DataSource } from 'typeorm';
import type { DatabaseLocation } from '../../config/database-url.js';
import { databaseFailure } from '../database-failure.js';
import { differencesOf, MAX_SHOWN } from './move-comparison.js';
import {
  different,
  foreignTables,
  interrupted,
  MoveOutcomeUnknown,
  newerSource,
  newerTarget,
  notEmpty,
  olderSource,
  otherEncoding,
} from './move-refusal.js';
import { MoveSource } from './move-source.js';
import { MoveTarget } from './move-target.js';
import { movedTables, type MovedTable } from './moved-tables.js';
import { movedRow } from './moved-value.js';

/** Bounds the memory of both processes. */
const ROWS_PER_BATCH = 2_000;

export type MovePlan = {
  readonly file: string;
  /** Host, port and name of the database. */
  readonly target: string;
  readonly bytes: number;
  readonly rows: readonly (readonly [table: string, count: number])[];
  /** Tables of the source that are not moved. */
  readonly left: readonly string[];
};

export type MoveStep = {
  readonly name: 'check' | 'copy' | 'compare';
  readonly table: string;
  readonly done: number;
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
      const move = new DatabaseMove(source, target, movedTables(target.dataSource));
      move.refuseOtherRelease();
      await move.refuseUnsuitableTarget();
      return move;
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
  async run(show: (step: MoveStep) => void, signal: AbortSignal): Promise<void> {
    const { source, target, tables } = this;
    const disconnect = (): void => target.disconnect();
    signal.addEventListener('abort', disconnect);
    try {
      signal.throwIfAborted();
      show({ name: 'check', table: '', done: 0 });
      source.check();
      await target.migrate();
      await target.begin(tables);
      await this.refuseFilledTarget();
      await target.clear(tables);
      for (const table of tables) await this.copy(table, show);
      await target.enableTriggers(tables);
      await this.compare(show);
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

  private refuseOtherRelease(): void {
    const known = namesOf(this.target.dataSource);
    const applied = this.source.migrations();
    const unknown = applied.find((name) => !known.includes(name));
    if (unknown) throw newerSource(unknown);
    const missing = known.find((name) => !applied.includes(name));
    if (missing) throw olderSource(missing);
  }

  private async refuseUnsuitableTarget(): Promise<void> {
    const encoding = await this.target.encoding();
    if (encoding !== 'UTF8') throw otherEncoding(encoding);
    const existing = await this.target.tables();
    if (existing.length === 0) return;
    if (!existing.includes('migrations')) throw foreignTables(existing);
    const known = namesOf(this.target.dataSource);
    const unknown = (await this.target.migrations()).find((name) => !known.includes(name));
    if (unknown) throw newerTarget(unknown);
    await this.refuseFilledTarget(existing);
  }

  /** Migrations insert rows themselves, so an empty database is one with as many rows as a new one. */
  private async refuseFilledTarget(existing?: readonly string[]): Promise<void> {
    const empty = await newDatabase(this.target.dataSource);
    try {
      const filled: [string, number][] = [];
      for (const table of this.tables) {
        if (existing && !existing.includes(table.name)) continue;
        const count = await this.target.count(table);
        const [row] = await empty.query<{ n: number }[]>(`SELECT count(*) AS n FROM "${table.name}"`);
        if (count > row!.n) filled.push([table.name, count]);
      }
      if (filled.length > 0) throw notEmpty(filled);
    } finally {
      await empty.destroy();
    }
  }

  private async commit(): Promise<void> {
    try {
      await this.target.commit();
    } catch (error) {
      throw databaseFailure(error) === 'lost' ? new MoveOutcomeUnknown() : error;
    }
  }

  private async copy(table: MovedTable, show: (step: MoveStep) => void): Promise<void> {
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

  private async compare(show: (step: MoveStep) => void): Promise<void> {
    const differences: string[] = [];
    for (const table of this.tables) {
      let done = 0;
      for (const page of this.source.comparablePages(table, ROWS_PER_BATCH)) {
        show({ name: 'compare', table: table.name, done });
        const keys = page.map((row) => keyOf(table, row));
        differences.push(...differencesOf(table, page, await this.target.comparable(table, keys)));
        done += page.length;
        if (differences.length >= MAX_SHOWN) throw different(differences.slice(0, MAX_SHOWN));
      }
      const count = await this.target.count(table);
      if (count !== done) differences.push(`${table.name}: SQLite ${done}행, PostgreSQL ${count}행`);
    }
    if (differences.length > 0) throw different(differences);
  }
}

const namesOf = ({ migrations }: DataSource): string[] =>
  migrations.map(({ name, constructor }) => name ?? constructor.name);

const keyOf = ({ columns }: MovedTable, row: readonly unknown[]): string[] =>
  columns.flatMap(({ isKey }, place) => (isKey ? [String(row[place])] : []));

/** A database in memory to which nothing happened but the migrations of this release. */
function newDatabase({ options }: DataSource): Promise<DataSource> {
  const { migrations, migrationsTransactionMode } = options;
  return new DataSource({
    type: 'better-sqlite3',
    database: ':memory:',
    entities: [],
    migrations: migrations!,
    migrationsTransactionMode: migrationsTransactionMode!,
    migrationsRun: true,
  }).initialize();
}
