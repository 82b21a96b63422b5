import { copyFileSync } from 'node:fs';
import { PostgresDatabase } from './postgres-database.js';
import { freshDatabase } from './postgres.js';
import { SqliteDatabase } from './sqlite-database.js';

export type DatabaseKind = 'sqlite' | 'postgres';
export type Row = Record<string, unknown>;

/** A database of a test's own, seen from beside the server: for assertions, and to prepare what a test starts from. */
export interface TestDatabase {
  readonly kind: DatabaseKind;
  /** What the server is given as DATABASE_URL. */
  readonly url: string;
  /** Parameters are written `$1`, `$2` … on both databases; column names are quoted by the caller. */
  rows<T = Row>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  execute(sql: string, parameters?: readonly unknown[]): Promise<void>;
}

/** An empty database without tables; the server migrates it when it starts. Removed when the spec file is done. */
export async function emptyDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  return kind === 'sqlite' ? new SqliteDatabase() : new PostgresDatabase(await freshDatabase());
}

/** A database with the same tables and rows. Nothing may be connected to the original. Removed as `emptyDatabase`'s. */
export async function copyOf({ kind, url }: TestDatabase): Promise<TestDatabase> {
  if (kind === 'postgres') return new PostgresDatabase(await freshDatabase(new URL(url).pathname.slice(1)));
  const copy = new SqliteDatabase();
  copyFileSync(url.slice('sqlite:'.length), copy.file);
  return copy;
}

/** @returns the number of rows of `table` that fulfil `where`, which is SQL */
export async function countOf(database: TestDatabase, table: string, where = '1 = 1'): Promise<number> {
  const [row] = await database.rows<{ n: number | string }>(`SELECT count(*) AS n FROM "${table}" WHERE ${where}`);
  return Number(row?.n);
}

/** @returns the new row's id */
export async function insertRow(database: TestDatabase, table: string, row: Row): Promise<number> {
  const names = Object.keys(row);
  const columns = names.map((name) => `"${name}"`).join(', ');
  const places = names.map((_, index) => `$${index + 1}`).join(', ');
  const sql = `INSERT INTO "${table}" (${columns}) VALUES (${places}) RETURNING "id"`;
  const [inserted] = await database.rows<{ id: number }>(sql, Object.values(row));
  return Number(inserted?.id);
}
