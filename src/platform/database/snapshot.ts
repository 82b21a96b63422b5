import SqliteDatabase from 'better-sqlite3';
import type { DatabaseLocation } from '../config/database-url.js';
import { postgresConnection } from './postgres/postgres-connection.js';
import type { Row } from './sql/statement.js';

/** A read-only transaction that sees one committed state of the database. Other connections can write meanwhile. */
export interface Snapshot {
  rows(sql: string): Promise<Row[]>;
  close(): Promise<void>;
}

/** @throws the driver's error if the database does not exist or cannot be reached */
export function openSnapshot(location: DatabaseLocation): Promise<Snapshot> {
  return location.kind === 'postgres' ? postgresSnapshot(location.url) : Promise.resolve(sqliteSnapshot(location.file));
}

async function postgresSnapshot(url: string): Promise<Snapshot> {
  const client = await postgresConnection({ connectionString: url, application_name: 'toodat verify' });
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  return {
    rows: async (sql) => (await client.query<Row>(sql)).rows,
    close: () => client.end(),
  };
}

function sqliteSnapshot(file: string): Snapshot {
  const database = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
  database.exec('BEGIN');
  return {
    rows: (sql) => Promise.resolve(database.prepare(sql).all() as Row[]),
    close: () => Promise.resolve(void database.close()),
  };
}
