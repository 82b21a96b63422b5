import Database from 'better-sqlite3';
import { statSync } from 'node:fs';
import { LAYOUTS, TABLES, type Table } from './django-tables.js';
import { readable } from './django-file.errors.js';
import { ImportRefusal } from './import-refusal.js';

export type SourceRow = Readonly<Record<string, unknown>>;

/** The service stops before its file is imported, so waiting is only for a backup that is being made. */
const BUSY_TIMEOUT_MS = 1_000;
const PAGE_SIZE = 500;

/** The SQLite file of the original service: one committed state, opened read-only. */
export class DjangoFile {
  private constructor(
    private readonly path: string,
    private readonly database: Database.Database,
    private readonly selects: Readonly<Record<Table, string>>,
    private readonly names: Readonly<Record<Table, string>>,
  ) {}

  /** Runs `act` with the file. @throws ImportRefusal if it cannot be read or is no file of the original service */
  static async with<T>(path: string, act: (file: DjangoFile) => Promise<T>): Promise<T> {
    const database = readable(path, () => {
      checkFile(path);
      return new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    });
    try {
      return await act(readable(path, () => DjangoFile.of(database, path)));
    } finally {
      database.close();
    }
  }

  private static of(database: Database.Database, path: string): DjangoFile {
    database.exec('BEGIN');
    const tables = tableNames(database);
    refuseOtherFiles(tables, path);
    const names = Object.fromEntries(
      TABLES.map((table) => [table, LAYOUTS[table].names.find((name) => tables.has(name))!]),
    );
    const selects = Object.fromEntries(TABLES.map((table) => [table, selectFrom(database, table, names[table]!)]));
    return new DjangoFile(path, database, selects as Record<Table, string>, names as Record<Table, string>);
  }

  /** All rows of a table with positive ids, by id, in pages: of a large table only one page is in memory. */
  *pages(table: Table): Generator<readonly SourceRow[]> {
    const select = `SELECT * FROM (${this.selects[table]}) WHERE "id" > ? ORDER BY "id" LIMIT ${PAGE_SIZE}`;
    for (let lastId: unknown = 0; ;) {
      const page = this.rows(select, lastId);
      if (page.length > 0) yield page;
      if (page.length < PAGE_SIZE) return;
      lastId = page.at(-1)!['id'];
    }
  }

  /** Executes a query. `{user}` and the like stand for the names of the tables. */
  rows(sql: string, ...parameters: readonly unknown[]): SourceRow[] {
    const named = sql.replace(/\{(\w+)\}/g, (_, table: Table) => quoted(this.names[table]));
    return readable(this.path, () => this.database.prepare(named).all(...parameters) as SourceRow[]);
  }

  counts(): Readonly<Record<Table, number>> {
    const counted = TABLES.map((table) => `(SELECT count(*) FROM {${table}}) AS "${table}"`);
    return this.rows(`SELECT ${counted.join(', ')}`)[0] as Record<Table, number>;
  }
}

function checkFile(path: string): void {
  const found = statSync(path);
  if (found.isDirectory()) throw new ImportRefusal(`${path}: 파일이 아니라 폴더입니다. SQLite 파일을 지정하세요.`);
  if (!found.isFile()) throw new ImportRefusal(`${path}: 보통 파일이 아닙니다. SQLite 파일을 지정하세요.`);
  if (found.size === 0) throw new ImportRefusal(`${path}: 빈 파일입니다. 원래 서비스의 SQLite 파일을 지정하세요.`);
}

const tableNames = (database: Database.Database): ReadonlySet<string> =>
  new Set(database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all() as string[]);

/** Toodat's own file has the same tables, but its instants are in UTC. */
function refuseOtherFiles(tables: ReadonlySet<string>, path: string): void {
  if (tables.has('stock_movement')) {
    throw new ImportRefusal(
      `${path}: 투닷의 데이터베이스입니다. 원래 서비스의 파일을 지정하세요. 투닷의 파일은 npm run backup으로 옮깁니다.`,
    );
  }
  const missing = TABLES.filter((table) => !LAYOUTS[table].names.some((name) => tables.has(name)));
  if (missing.length > 0) {
    const list = missing.map((table) => LAYOUTS[table].names.join(' 또는 ')).join(', ');
    throw new ImportRefusal(`${path}: 원래 서비스의 파일이 아닙니다. 없는 테이블: ${list}.`);
  }
  const twice = TABLES.find((table) => LAYOUTS[table].names.every((name) => tables.has(name)));
  if (twice) {
    throw new ImportRefusal(
      `${path}: 테이블 ${LAYOUTS[twice].names.join(', ')} 중 어느 것을 가져올지 알 수 없습니다. 복사본에서 쓰지 않는 것을 지우세요.`,
    );
  }
}

function selectFrom(database: Database.Database, table: Table, name: string): string {
  const present = new Set(database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(name) as string[]);
  const missing: string[] = [];
  const selected = Object.entries(LAYOUTS[table].columns).map(([column, { sources, missing: instead }]) => {
    const source = sources.find((one) => present.has(one));
    if (source === undefined && instead === undefined) missing.push(column);
    return `${source === undefined ? instead : quoted(source)} AS ${quoted(column)}`;
  });
  if (missing.length > 0) {
    throw new ImportRefusal(`원래 서비스의 테이블 ${name}에 없는 열이 있습니다: ${missing.join(', ')}.`);
  }
  return `SELECT ${selected.join(', ')} FROM ${quoted(name)}`;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
