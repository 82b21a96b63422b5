import SqliteDatabase, { type Database } from 'better-sqlite3';
import { statSync, type Stats } from 'node:fs';
import { quoted } from './move-sql.js';
import { changed, damaged, inUse, noDatabase, noFile, noSuchFile, notOurs, unreadable } from './move-refusal.js';
import type { ColumnKind, MovedTable } from './moved-tables.js';

const HAS_MIGRATIONS = `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'`;
const TABLES = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY name`;
const LAST_ID = 'SELECT seq FROM sqlite_sequence WHERE name = ?';

/** A value as either database gives it for comparison: numbers and texts are compared by their text. */
export type Comparable = string | number | null;

/** Expressions whose text is the same as that of `MoveTarget.comparable`. */
const COMPARABLE: Readonly<Record<ColumnKind, (column: string) => string>> = {
  integer: (column) => column,
  boolean: (column) => column,
  text: (column) => column,
  instant: (column) => `strftime('%Y-%m-%d %H:%M:%f', ${column})`,
};

/** The SQLite database to move. It is read in one transaction and never written. */
export class MoveSource {
  private readonly fingerprint: string;

  private constructor(
    readonly file: string,
    private readonly database: Database,
  ) {
    this.fingerprint = this.currentFingerprint();
  }

  /**
   * @param alone keeps all other processes from opening the file until `close`
   * @throws MoveRefusal if the file cannot be read, and with `alone` if another process has opened it
   */
  static open(file: string, alone: boolean): MoveSource {
    return explaining(file, () => {
      if (!statusOf(file)) throw noSuchFile(file);
      if (!statusOf(file)!.isFile()) throw noFile(file);
      const database = new SqliteDatabase(file, { readonly: !alone, fileMustExist: true, timeout: 0 });
      try {
        // In WAL mode every process that has opened the file holds a shared lock on it, also while it does nothing.
        if (alone) database.pragma('locking_mode = EXCLUSIVE');
        database.exec(alone ? 'BEGIN EXCLUSIVE' : 'BEGIN');
        database.pragma('query_only = ON');
        if (database.prepare(HAS_MIGRATIONS).all().length === 0) throw notOurs(file);
        return new MoveSource(file, database);
      } catch (error) {
        database.close();
        throw error;
      }
    });
  }

  /** Of the database and of its log. */
  get bytes(): number {
    return [this.file, `${this.file}-wal`].reduce((sum, file) => sum + (statusOf(file)?.size ?? 0), 0);
  }

  /** @returns the names of the migrations that were applied */
  migrations(): string[] {
    return this.database.prepare('SELECT name FROM migrations ORDER BY id').pluck().all() as string[];
  }

  tables(): string[] {
    return this.database.prepare(TABLES).pluck().all() as string[];
  }

  count({ name }: MovedTable): number {
    return this.read(
      () =>
        this.database
          .prepare(`SELECT count(*) FROM ${quoted(name)}`)
          .pluck()
          .get() as number,
    );
  }

  /** @throws MoveRefusal if the file is damaged: an index that lost entries would otherwise be noticed after the move only */
  check(): void {
    if (this.read(() => this.database.pragma('integrity_check', { simple: true })) !== 'ok') throw damaged(this.file);
  }

  /** @returns all rows as SQLite stores them, ordered by key, `size` at a time */
  pages(table: MovedTable, size: number): Generator<unknown[][]> {
    return this.select(table, (column) => column, size);
  }

  /** @returns all rows in a form that is the same on both databases, ordered by key, `size` at a time */
  comparablePages(table: MovedTable, size: number): Generator<Comparable[][]> {
    return this.select(table, (column, kind) => COMPARABLE[kind](column), size);
  }

  /** @returns the highest id that the table has ever given, also to a row that was deleted; 0 if none */
  lastId({ name, generated }: MovedTable): number {
    const largest = this.database
      .prepare(`SELECT max(${quoted(generated!)}) FROM ${quoted(name)}`)
      .pluck()
      .get();
    const given = this.database.prepare(LAST_ID).pluck().get(name);
    return Math.max(Number(largest ?? 0), Number(given ?? 0));
  }

  /**
   * The lock of `open` excludes other writers. But a file can be replaced, and some file systems do not keep locks.
   * @throws MoveRefusal if the file or its log has changed since `open`
   */
  refuseIfChanged(): void {
    if (this.currentFingerprint() !== this.fingerprint) throw changed(this.file);
  }

  close(): void {
    this.database.close();
  }

  private *select<T>(
    { name, columns }: MovedTable,
    expression: (column: string, kind: ColumnKind) => string,
    size: number,
  ): Generator<T[][]> {
    const selected = columns.map((column) => expression(quoted(column.name), column.kind)).join(', ');
    const keys = columns.filter(({ isKey }) => isKey).map((column) => quoted(column.name));
    const rows = this.database.prepare(`SELECT ${selected} FROM ${quoted(name)} ORDER BY ${keys.join(', ')}`).raw();
    let page: T[][] = [];
    for (const row of rows.iterate() as IterableIterator<T[]>) {
      page.push(row);
      if (page.length < size) continue;
      yield page;
      page = [];
    }
    if (page.length > 0) yield page;
  }

  private read<T>(read: () => T): T {
    return explaining(this.file, read);
  }

  private currentFingerprint(): string {
    return [this.file, `${this.file}-wal`]
      .map((file) => statusOf(file))
      .map((status) => (status?.size ? [status.ino, status.size, status.mtimeMs].join(' ') : ''))
      .join('\n');
  }
}

const statusOf = (file: string): Stats | undefined => statSync(file, { throwIfNoEntry: false });

function explaining<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (/^SQLITE_(BUSY|LOCKED)/.test(code)) throw inUse(file);
    if (/^E(NOENT|NOTDIR|NAMETOOLONG)/.test(code)) throw noSuchFile(file);
    if (/^SQLITE_NOTADB/.test(code)) throw noDatabase(file);
    if (/^SQLITE_CORRUPT/.test(code)) throw damaged(file);
    if (/^(SQLITE_(CANTOPEN|READONLY|PERM|AUTH|IOERR)|EACCES|EPERM)/.test(code)) throw unreadable(file);
    throw error;
  }
}
